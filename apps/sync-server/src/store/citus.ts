import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function isCitus<T>(db: Kysely<T>): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM pg_extension WHERE extname = 'citus'`.execute(db);
  return rows.length > 0;
}
