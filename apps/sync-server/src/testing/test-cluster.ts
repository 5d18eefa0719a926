import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres/embedded-postgres.ts';
import { findHome } from '../embedded-postgres/placement.ts';
import { dropDatabase, ensureDatabase } from '../store/administration.ts';
import type { TestDatabaseAddress } from './test-database.ts';

const maintenance = 'postgres';
/** Starts after a kill, until the processes that the dead one left behind have gone. */
const starts = 50;

/** A PostgreSQL of its own that can be killed, filled up, frozen and put back. */
export class TestCluster {
  readonly #dataDir: string;
  #running: EmbeddedPostgres;

  private constructor(dataDir: string, running: EmbeddedPostgres) {
    this.#dataDir = dataDir;
    this.#running = running;
  }

  static async start(): Promise<TestCluster> {
    const dataDir = mkdtempSync(join(tmpdir(), 'pingjia-cluster-'));
    // The database's user must be able to pass.
    chmodSync(dataDir, 0o755);
    return new TestCluster(dataDir, await startEmbeddedPostgres({ dataDir, tell: () => undefined }));
  }

  get address(): TestDatabaseAddress {
    const { address } = this.#running;
    if ('connectionString' in address) throw new TypeError('an embedded database is addressed by parts');
    return address;
  }

  /** The socket that it listens on; another one after every start. */
  get socket(): string {
    const { host, port } = this.address;
    return join(host, `.s.PGSQL.${port}`);
  }

  /** SIGKILL, as the kernel's memory guard or a power switch would. */
  async kill(): Promise<void> {
    const pid = Number(
      readFileSync(join(findHome(this.#dataDir), 'cluster', 'postmaster.pid'), 'utf8').split('\n', 1)[0],
    );
    process.kill(pid, 'SIGKILL');
    await this.#running.ended;
  }

  /** Starts again what was killed or stopped. */
  async restart(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.#running = await startEmbeddedPostgres({ dataDir: this.#dataDir, tell: () => undefined });
        return;
      } catch (error) {
        if (attempt === starts) throw error;
      }
    }
  }

  /** Statements in the given database, each on its own. */
  async query(database: string, ...statements: readonly string[]): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ ...this.address, database });
    client.on('error', () => undefined);
    await client.connect();
    try {
      let rows: readonly Record<string, unknown>[] = [];
      for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
      return rows;
    } finally {
      await client.end();
    }
  }

  /** Ends every other connection to the database. */
  async disconnect(database: string): Promise<void> {
    await this.query(
      maintenance,
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`,
    );
  }

  /** Makes `copy` what `database` is now, whatever it was. */
  async copy(database: string, copy: string): Promise<void> {
    // A server that comes back in between would keep the original from being copied.
    await this.query(maintenance, `ALTER DATABASE "${database}" ALLOW_CONNECTIONS false`);
    try {
      await this.disconnect(database);
      await dropDatabase({ ...this.address, database: copy });
      await ensureDatabase({ ...this.address, database: copy }, database);
    } finally {
      await this.query(maintenance, `ALTER DATABASE "${database}" ALLOW_CONNECTIONS true`);
    }
  }

  /** Takes every connection that is left; resolves to their release. */
  async exhaust(): Promise<() => Promise<void>> {
    const taken: pg.Client[] = [];
    for (;;) {
      const client = new pg.Client({ ...this.address, database: maintenance });
      client.on('error', () => undefined);
      try {
        await client.connect();
        taken.push(client);
      } catch {
        await client.end().catch(() => undefined);
        break;
      }
    }
    return async () => {
      await Promise.all(taken.map((client) => client.end()));
    };
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}
