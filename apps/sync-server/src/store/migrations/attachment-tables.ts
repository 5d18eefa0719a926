import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { isCitus } from '../citus.ts';

/** What citizens leave besides the grade: the records that name it, the sealed bytes, and who has read it. */
const statements = [
  `CREATE TABLE remarks (device_id uuid NOT NULL, hash bytea NOT NULL, evaluation_id uuid NOT NULL, bytes bigint NOT NULL,
     key_id text NOT NULL, holds text[] NOT NULL, accepted_at timestamptz NOT NULL, seq bigint NOT NULL)`,
  'ALTER TABLE remarks ADD CONSTRAINT remarks_pk PRIMARY KEY (device_id, hash)',
  'CREATE INDEX remarks_evaluation ON remarks (device_id, evaluation_id)',
  `CREATE TABLE attachments (device_id uuid NOT NULL, hash bytea NOT NULL, key_id text NOT NULL, ciphertext bytea,
     received_at timestamptz NOT NULL, erased_at timestamptz)`,
  'ALTER TABLE attachments ADD CONSTRAINT attachments_pk PRIMARY KEY (device_id, hash)',
  `CREATE TABLE remark_reads (device_id uuid NOT NULL, read_id uuid NOT NULL, evaluation_id uuid NOT NULL,
     username text NOT NULL, act text NOT NULL, done_at timestamptz NOT NULL)`,
  'ALTER TABLE remark_reads ADD CONSTRAINT remark_reads_pk PRIMARY KEY (device_id, read_id)',
] as const;

const grown = ['remarks', 'attachments', 'remark_reads'] as const;

export async function createAttachmentTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  if (!(await isCitus(db))) return;
  for (const table of grown)
    await sql`SELECT create_distributed_table(${table}, 'device_id', colocate_with => 'devices')`.execute(db);
}
