import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { isCitus } from '../citus.ts';

/** Presses that a pad wrote twice, because it could not read that it had written them, and which evaluation counts. */
const statements = [
  'ALTER TABLE devices ADD COLUMN several_epochs boolean NOT NULL DEFAULT false',
  `UPDATE devices SET several_epochs = true FROM epochs
   WHERE epochs.device_id = devices.device_id AND epochs.reason <> 'created'`,
  `CREATE TABLE repetitions (device_id uuid NOT NULL, evaluation_id uuid NOT NULL, counted_id uuid NOT NULL, epoch uuid NOT NULL,
     seq bigint NOT NULL)`,
  'ALTER TABLE repetitions ADD CONSTRAINT repetitions_pk PRIMARY KEY (device_id, evaluation_id)',
  'CREATE INDEX repetitions_counted ON repetitions (device_id, counted_id)',
  'ALTER TABLE remarks ADD COLUMN sealed_for uuid',
] as const;

export async function createRepetitionTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  if (!(await isCitus(db))) return;
  await sql`SELECT create_distributed_table('repetitions', 'device_id', colocate_with => 'devices')`.execute(db);
}
