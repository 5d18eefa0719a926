import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { isCitus } from '../citus.ts';
import { deviceTables } from './device-tables.ts';
import { referenceTables } from './reference-tables.ts';

/** On a Citus cluster spreads the device tables by device_id, all colocated. On one PostgreSQL does nothing. */
export async function distribute(db: Kysely<unknown>): Promise<void> {
  if (!(await isCitus(db))) return;
  for (const table of referenceTables) await sql`SELECT create_reference_table(${table})`.execute(db);
  for (const table of deviceTables) {
    const colocated = table === 'devices' ? 'default' : 'devices';
    await sql`SELECT create_distributed_table(${table}, 'device_id', colocate_with => ${colocated})`.execute(db);
  }
}
