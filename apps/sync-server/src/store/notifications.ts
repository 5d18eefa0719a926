import type { Cancel, Clock } from '@pingjia/shared';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { DatabaseAddress } from './address.ts';
import type { Schema } from './schema.ts';

const channel = 'pingjia_live';
/** Milliseconds until a lost connection is made again. */
const retryAfter = 1_000;

export async function notify(db: Kysely<Schema>, payload: string): Promise<void> {
  await sql`SELECT pg_notify(${channel}, ${payload})`.execute(db);
}

/** Hears what other servers announce on this database; connects again by itself. On a cluster: per entry node. */
export class NotificationListener {
  readonly #address: DatabaseAddress;
  readonly #clock: Clock;
  readonly #hear: (payload: string) => void;
  #client: pg.Client | null = null;
  #retry: Cancel | null = null;
  #closed = false;

  constructor(address: DatabaseAddress, clock: Clock, hear: (payload: string) => void) {
    this.#address = address;
    this.#clock = clock;
    this.#hear = hear;
  }

  /** Resolves when listening, or when the first attempt failed and another is under way. */
  async start(): Promise<void> {
    const client = new pg.Client({ ...this.#address, application_name: 'pingjia-live', keepAlive: true });
    this.#client = client;
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    client.on('error', () => this.#again(client));
    client.on('end', () => this.#again(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch {
      this.#again(client);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#retry?.();
    // Not awaited to its end: a connection that is still being made may never report one.
    this.#client?.end().catch(() => undefined);
  }

  #again(client: pg.Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = null;
    client.end().catch(() => undefined);
    this.#retry = this.#clock.after(retryAfter, () => void this.start());
  }
}
