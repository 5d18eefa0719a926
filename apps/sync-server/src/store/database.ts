import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DatabaseAddress } from './address.ts';
import type { Schema } from './schema.ts';
import { valueTypes } from './value-types.ts';

/** Ingest transactions are recognised by it in pg_stat_activity; see docs/adr/0003-list-cursor.md. */
export const ingestApplication = 'pingjia-ingest';

export interface Database {
  readonly db: Kysely<Schema>;
  /** Connections for what devices ask: whatever people look at, pads are not kept waiting for it. */
  readonly devices: Kysely<Schema>;
  /** Connections of ingest transactions only. Pipelined: statements may be sent without awaiting the one before. */
  readonly ingest: pg.Pool;
  close(): Promise<void>;
}

const limits = { connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000 } as const;
/** Milliseconds. A stuck transaction holds up lists and its device, so it is ended by the database. */
const ingestLimit = 10_000;

/** Milliseconds that a statement may take. */
const patience = 30_000;

/** Opens no connection yet: they are made when needed, and anew after they were lost. */
export function openDatabase(address: DatabaseAddress, onError: (error: Error) => void): Database {
  const common = { ...address, ...limits, types: valueTypes, options: '-c TimeZone=UTC' };
  const [general, devices] = ['pingjia', 'pingjia-devices'].map(
    (application_name) => new pg.Pool({ ...common, max: 10, application_name, statement_timeout: patience }),
  ) as [pg.Pool, pg.Pool];
  const ingest = new pg.Pool({
    ...common,
    max: 8,
    pipeline: true,
    application_name: ingestApplication,
    idle_in_transaction_session_timeout: ingestLimit,
    statement_timeout: ingestLimit,
    onConnect: async (client) => {
      // From PostgreSQL 17 on; unknown to older ones.
      await client.query(`SELECT set_config(name, $1, false) FROM pg_settings WHERE name = 'transaction_timeout'`, [
        String(ingestLimit),
      ]);
    },
  });
  for (const pool of [general, devices, ingest]) {
    pool.on('error', onError);
    // The pool listens while a connection is idle only: one that is lost in somebody's hands would end the process.
    pool.on('connect', (client) => client.on('error', () => undefined));
  }
  const [db, forDevices] = [general, devices].map((pool) => kyselyOn(pool)) as [Kysely<Schema>, Kysely<Schema>];
  return {
    db,
    devices: forDevices,
    ingest,
    async close() {
      await Promise.all([db.destroy(), forDevices.destroy(), ingest.end()]);
    },
  };
}

/** Connections without limits of time: a large table is changed for minutes, and other servers wait for the one that does. */
export function openForMigration(address: DatabaseAddress): Pick<Database, 'db' | 'close'> {
  const pool = new pg.Pool({
    ...address,
    ...limits,
    types: valueTypes,
    options: '-c TimeZone=UTC',
    max: 2,
    application_name: 'pingjia-migration',
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = kyselyOn(pool);
  return { db, close: () => db.destroy() };
}

function kyselyOn(pool: pg.Pool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
