import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeRandom } from '@pingjia/node-platform';
import { type Clock, type RandomSource, systemClock } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { buildApp } from '../build-app.ts';
import { loadServerKeys } from '../keys/server-keys.ts';
import { createLogger } from '../platform/logger.ts';
import { sites, windows } from '../seed/county.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { valueTypes } from '../store/value-types.ts';
import { createTestDatabase, dropTestDatabase, type TestDatabaseAddress } from './test-database.ts';
import { type Answer, readAnswer, TestDevice } from './test-device.ts';

export const testCredentials = {
  apiToken: 'test-token-0123456789abcdef',
  consoleUser: 'admin',
  consolePassword: 'correct horse',
} as const;

/** The window that test devices are enrolled for. */
export const testPlace = { siteId: sites[0]?.siteId ?? '', windowId: windows[0]?.windowId ?? '' } as const;

export interface TestServerOptions {
  readonly clock?: Clock;
  readonly consoleDir?: string;
  /** A migrated database that outlives the server; default: a new one with the demo county, dropped afterwards. */
  readonly database?: TestDatabaseAddress;
  /** Default: new keys, dropped afterwards. */
  readonly keysDir?: string;
}

export interface TestServer {
  readonly app: FastifyInstance;
  readonly url: string;
  readonly database: TestDatabaseAddress;
  readonly keysDir: string;
  /** Repeatable identifiers for what the test makes. */
  readonly random: RandomSource;
  /** Log lines so far. */
  readonly log: readonly string[];
  /** With the API token unless `init` brings its own headers. */
  api(path: string, init?: RequestInit): Promise<Answer>;
  newCode(): Promise<string>;
  enrolled(): Promise<TestDevice>;
  /** Straight at the database, behind the server's back. */
  query(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}

export interface StartedTestServer extends TestServer {
  /** Takes everything down again. */
  stop(): Promise<void>;
}

/** Runs `work` against a server over a real database and real HTTP, and takes everything down again. */
export async function withServer<T>(work: (server: TestServer) => Promise<T>, options?: TestServerOptions): Promise<T> {
  const server = await startTestServer(options);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

export async function startTestServer(options: TestServerOptions = {}): Promise<StartedTestServer> {
  const { clock = systemClock, consoleDir = null } = options;
  const database = options.database ?? (await createTestDatabase(prepare));
  const keysDir = options.keysDir ?? mkdtempSync(join(tmpdir(), 'pingjia-keys-'));
  const log: string[] = [];
  const app = await buildApp({
    database,
    keys: await loadServerKeys(keysDir),
    clock,
    random: nodeRandom,
    logger: createLogger('info', { write: (line) => void log.push(line) }),
    consoleDir,
  });
  const pool = new pg.Pool({ ...database, max: 2, types: valueTypes, options: '-c TimeZone=UTC' });
  pool.on('error', () => undefined);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    app,
    url,
    database,
    keysDir,
    log,
    random: new SeededRandom(1),
    ...helpers(url, pool),
    async stop() {
      await app.close();
      await pool.end();
      if (options.database === undefined) await dropTestDatabase(database);
      if (options.keysDir === undefined) rmSync(keysDir, { recursive: true, force: true });
    },
  };
}

async function prepare(database: TestDatabaseAddress): Promise<void> {
  const { db, close } = openDatabase(database, () => undefined);
  try {
    await migrate(db);
    await seedDemo(db, { clock: systemClock, random: nodeRandom }, { ...testCredentials, resetPassword: false });
  } finally {
    await close();
  }
}

function helpers(url: string, pool: pg.Pool): Pick<TestServer, 'api' | 'newCode' | 'enrolled' | 'query'> {
  const authorization = `Bearer ${testCredentials.apiToken}`;
  const api = async (path: string, init: RequestInit = {}) =>
    readAnswer(await fetch(`${url}${path}`, { headers: { authorization }, ...init }));
  const newCode = async () => {
    const { body } = await api('/api/v1/enrollment-codes', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(testPlace),
    });
    return (body as { readonly code: string }).code;
  };
  return {
    api,
    newCode,
    async enrolled() {
      const device = new TestDevice(url);
      const answer = await device.enroll(await newCode());
      if (answer.code !== null) throw new Error(`enrollment was refused: ${answer.code}`);
      return device;
    },
    query: async (text, values = []) => (await pool.query<Record<string, unknown>>(text, [...values])).rows,
  };
}
