import pg from 'pg';
import type { DatabaseAddress } from './address.ts';

/** Whether a connection can be made right now. */
export async function answers(address: DatabaseAddress): Promise<boolean> {
  const client = new pg.Client({ ...address, connectionTimeoutMillis: 2_000 });
  // A server that is still starting closes the connection a second time after refusing it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Creates the database that `address` names in the same cluster, as a copy of `template`, unless it exists. */
export async function ensureDatabase(
  address: Exclude<DatabaseAddress, { connectionString: string }>,
  template = 'template1',
): Promise<void> {
  await withMaintenance(address, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [address.database]);
    const [name, origin] = [address.database, template].map((part) => client.escapeIdentifier(part));
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name} TEMPLATE ${origin}`);
  });
}

/** Drops the database that `address` names, whoever is connected to it. */
export async function dropDatabase(address: Exclude<DatabaseAddress, { connectionString: string }>): Promise<void> {
  await withMaintenance(address, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(address.database)} WITH (FORCE)`);
  });
}

async function withMaintenance(
  address: Exclude<DatabaseAddress, { connectionString: string }>,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ ...address, database: 'postgres' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
