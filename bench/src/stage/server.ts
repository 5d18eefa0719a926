import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDatabase, dropTestDatabase, stopTestCluster, TestDevice } from '@pingjia/sync-server/testing';
import { z } from 'zod';
import { type Program, startProgram } from './program.ts';

const apiToken = 'bench-token-0123456789abcdef';
const readySchema = z.object({ ready: z.literal(true), url: z.string() });
const seededSchema = z.object({ windows: z.array(z.object({ siteId: z.string(), windowId: z.string() })).min(1) });
const codeSchema = z.object({ code: z.string() });

export type Place = z.infer<typeof seededSchema>['windows'][number];
export type DatabaseAddress = Awaited<ReturnType<typeof createTestDatabase>>;

/** The real server as a process of its own, on a real PostgreSQL that the benchmark can reach too. */
export class Server {
  readonly url: string;
  /** A window of the seeded county. */
  readonly place: Place;
  readonly database: DatabaseAddress;
  readonly #program: Program;
  readonly #keys: string;

  private constructor(program: Program, place: Place, database: DatabaseAddress, keys: string) {
    this.#program = program;
    this.#keys = keys;
    this.url = readySchema.parse(JSON.parse(program.line)).url;
    this.place = place;
    this.database = database;
  }

  /** Starts PostgreSQL and server; every key counts in the seeded county. `folder` takes the server's keys. */
  static async start(folder: string): Promise<Server> {
    const database = await createTestDatabase(async () => undefined);
    const keys = await mkdtemp(join(folder, 'keys-'));
    const env = { PINGJIA_DATABASE_URL: urlOf(database), PINGJIA_KEYS_DIR: keys, PINGJIA_PORT: '0' };
    const seeding = await startProgram({
      path: 'apps/sync-server/src/seed/main.ts',
      env: { ...env, PINGJIA_SEED_API_TOKEN: apiToken, PINGJIA_SEED_RESPONSE_INTERVAL: '0' },
      isReady: (line) => seededSchema.safeParse(parse(line)).success,
    });
    await seeding.stop();
    const [place] = seededSchema.parse(JSON.parse(seeding.line)).windows;
    if (place === undefined) throw new Error('the seeded county has no window');
    const program = await startProgram({
      path: 'apps/sync-server/src/main.ts',
      env,
      isReady: (line) => readySchema.safeParse(parse(line)).success,
    });
    return new Server(program, place, database, keys);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get pid(): number {
    return this.#program.pid;
  }

  async enrollmentCode(): Promise<string> {
    const response = await fetch(`${this.url}/api/v1/enrollment-codes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ siteId: this.place.siteId, windowId: this.place.windowId }),
    });
    return codeSchema.parse(await response.json()).code;
  }

  /** A device that only pushes. */
  async enrolled(): Promise<TestDevice> {
    const device = new TestDevice(this.url);
    const answer = await device.enroll(await this.enrollmentCode());
    if (answer.code !== null) throw new Error(`enrollment was refused: ${answer.code}`);
    return device;
  }

  async stop(): Promise<void> {
    await this.#program.stop();
    await dropTestDatabase(this.database);
    await stopTestCluster();
    await rm(this.#keys, { recursive: true });
  }
}

function urlOf({ host, port, user, password, database }: DatabaseAddress): string {
  const query = new URLSearchParams({ host, port: String(port) });
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@localhost/${database}?${query}`;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
