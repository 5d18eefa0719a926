import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres/embedded-postgres.ts';
import type { DatabaseAddress } from '../store/address.ts';
import { dropDatabase, ensureDatabase } from '../store/administration.ts';

const prefix = 'pingjia-test-';
let cluster: Promise<EmbeddedPostgres> | undefined;

export type TestDatabaseAddress = Exclude<DatabaseAddress, { readonly connectionString: string }>;

/** Makes what every database of this process starts from. */
type Prepare = (database: TestDatabaseAddress) => Promise<void>;

let template: Promise<string> | undefined;

/** A new database in the one cluster of this process, prepared once and copied since; the cluster ends with the process. */
export async function createTestDatabase(prepare: Prepare): Promise<TestDatabaseAddress> {
  const { address } = await (cluster ??= startCluster());
  if ('connectionString' in address) throw new TypeError('an embedded database is addressed by parts');
  template ??= makeTemplate(address, prepare);
  const database = `test_${randomBytes(6).toString('hex')}`;
  await ensureDatabase({ ...address, database }, await template);
  return { ...address, database };
}

async function makeTemplate(address: TestDatabaseAddress, prepare: Prepare): Promise<string> {
  const database = 'prepared';
  await ensureDatabase({ ...address, database });
  await prepare({ ...address, database });
  return database;
}

export async function dropTestDatabase(address: TestDatabaseAddress): Promise<void> {
  await dropDatabase(address);
}

/** Ends the cluster before the process does: for programs that go on. */
export async function stopTestCluster(): Promise<void> {
  await (await cluster)?.stop();
  cluster = undefined;
  template = undefined;
}

async function startCluster(): Promise<EmbeddedPostgres> {
  removeLeftovers();
  const dataDir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // The database's user must be able to pass.
  chmodSync(dataDir, 0o755);
  return startEmbeddedPostgres({ dataDir, tell: () => undefined });
}

/** Folders of test processes that are gone. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length).split('-', 1)[0]);
    if (!isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
