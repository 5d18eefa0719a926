import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { toMilliseconds, toTimestamp } from './timestamp.ts';

/** Milliseconds since 1970 until which this user name is refused; 0 if it is not. */
export async function blockedUntil(db: Kysely<Schema>, usernameHash: Buffer): Promise<number> {
  const row = await db
    .selectFrom('sign_in_failures')
    .select('blocked_until')
    .where('username_hash', '=', usernameHash)
    .executeTakeFirst();
  return row === undefined ? 0 : toMilliseconds(row.blocked_until);
}

/** Counts one more failure; answers how many there are since the last success. */
export async function countFailure(db: Kysely<Schema>, usernameHash: Buffer, now: number): Promise<number> {
  const { rows } = await sql<{ failures: number }>`
    INSERT INTO sign_in_failures AS f (username_hash, failures, blocked_until)
    VALUES (${usernameHash}, 1, ${toTimestamp(now)})
    ON CONFLICT (username_hash) DO UPDATE SET failures = f.failures + 1 RETURNING failures`.execute(db);
  return rows[0]?.failures ?? 1;
}

export async function block(db: Kysely<Schema>, usernameHash: Buffer, until: number): Promise<void> {
  await db
    .updateTable('sign_in_failures')
    .set({ blocked_until: toTimestamp(until) })
    .where('username_hash', '=', usernameHash)
    .execute();
}

export async function forgetFailures(db: Kysely<Schema>, usernameHash: Buffer): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('username_hash', '=', usernameHash).execute();
}

/** Made-up names would fill the table: what was not blocked since `before` is dropped. */
export async function dropStaleFailures(db: Kysely<Schema>, before: number): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('blocked_until', '<', toTimestamp(before)).execute();
}
