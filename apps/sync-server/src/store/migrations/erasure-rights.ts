import { type Kysely, sql } from 'kysely';

/** Who may erase what citizens left, and why it was erased. Users there were before are the administrators of the seed. */
const statements = [
  'ALTER TABLE users ADD COLUMN may_erase boolean NOT NULL DEFAULT false',
  'UPDATE users SET may_erase = true',
  'ALTER TABLE remark_reads ADD COLUMN reason text',
] as const;

export async function addErasureRights(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
