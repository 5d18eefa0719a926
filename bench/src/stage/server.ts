import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededWindow } from '@pingjia/shared';
import { createTestDatabase, dropTestDatabase, stopTestCluster, TestDevice } from '@pingjia/sync-server/testing';
import type { Program } from '@pingjia/test-stand/program';
import { requestEnrollmentCode, seedCounty, startServer } from '@pingjia/test-stand/server';

const apiToken = 'bench-token-0123456789abcdef';

export type DatabaseAddress = Awaited<ReturnType<typeof createTestDatabase>>;

/** The real server as a process of its own, on a real PostgreSQL that the benchmark can reach too. */
export class Server {
  /** A window of the seeded county. */
  readonly place: SeededWindow;
  readonly database: DatabaseAddress;
  readonly #program: Program<string>;
  readonly #keys: string;

  private constructor(program: Program<string>, place: SeededWindow, database: DatabaseAddress, keys: string) {
    this.#program = program;
    this.#keys = keys;
    this.place = place;
    this.database = database;
  }

  /** Starts PostgreSQL and server; every key counts in the seeded county. `folder` takes the server's keys. */
  static async start(folder: string): Promise<Server> {
    const database = await createTestDatabase(async () => undefined);
    const keys = await mkdtemp(join(folder, 'keys-'));
    const env = { PINGJIA_DATABASE_URL: urlOf(database), PINGJIA_KEYS_DIR: keys, PINGJIA_PORT: '0' };
    const place = await seedCounty({
      ...env,
      PINGJIA_SEED_API_TOKEN: apiToken,
      PINGJIA_SEED_RESPONSE_INTERVAL: '0',
    });
    return new Server(await startServer(env), place, database, keys);
  }

  get url(): string {
    return this.#program.ready;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get pid(): number {
    return this.#program.pid;
  }

  enrollmentCode(): Promise<string> {
    return requestEnrollmentCode({ url: this.url, apiToken }, this.place);
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
