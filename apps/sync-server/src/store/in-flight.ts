import { type Kysely, sql } from 'kysely';
import { ingestApplication } from './database.ts';
import type { Schema, Timestamp } from './schema.ts';

/** The newest acceptance time that is visible; null while there is no evaluation. */
export async function newestAcceptance(db: Kysely<Schema>): Promise<Timestamp | null> {
  const { newest } = await db
    .selectFrom('evaluations')
    .select((select) => select.fn.max('accepted_at').as('newest'))
    .executeTakeFirstOrThrow();
  return newest;
}

/** Ingest transactions that run right now, each named by its process and start. Never inside a transaction: it would see the same for ever. */
export async function ingestsInFlight(db: Kysely<Schema>, citus: boolean): Promise<ReadonlySet<string>> {
  const source = citus ? sql`citus_stat_activity` : sql`pg_stat_activity`;
  const process = citus ? sql`global_pid` : sql`pid`;
  const { rows } = await sql<{ name: string }>`
    SELECT ${process}::text || ' ' || xact_start::text AS name FROM ${source}
    WHERE application_name = ${ingestApplication} AND xact_start IS NOT NULL AND datname = current_database()`.execute(
    db,
  );
  return new Set(rows.map(({ name }) => name));
}
