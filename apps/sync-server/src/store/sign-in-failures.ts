import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { toMilliseconds, toTimestamp } from './timestamp.ts';

/** How a user name is made to wait. */
export interface SignInPace {
  /** Failures that cost no waiting. */
  readonly free: number;
  /** Milliseconds of the first block; it doubles with every failure after. */
  readonly firstBlock: number;
  readonly longestBlock: number;
}

/**
 * Counts an attempt as failed before its password is looked at, so that of any number at once no more than `free` are tried.
 * Answers milliseconds since 1970 until which the name is refused; null where this attempt may go on.
 */
export async function beginAttempt(
  db: Kysely<Schema>,
  usernameHash: Buffer,
  now: number,
  { free, firstBlock, longestBlock }: SignInPace,
): Promise<number | null> {
  const at = toTimestamp(now);
  const { rows } = await sql`
    INSERT INTO sign_in_failures AS f (username_hash, failures, blocked_until)
    VALUES (${usernameHash}, 1, ${at})
    ON CONFLICT (username_hash) DO UPDATE SET failures = f.failures + 1,
      blocked_until = CASE WHEN f.failures + 1 < ${free}::integer THEN f.blocked_until ELSE excluded.blocked_until
        + least(${longestBlock}::bigint, ${firstBlock}::bigint * (1 << least(f.failures + 1 - ${free}::integer, 20)))
        * interval '1 millisecond' END
    WHERE f.blocked_until <= excluded.blocked_until RETURNING 1`.execute(db);
  if (rows.length > 0) return null;
  const row = await db
    .selectFrom('sign_in_failures')
    .select('blocked_until')
    .where('username_hash', '=', usernameHash)
    .executeTakeFirst();
  return row === undefined ? now : toMilliseconds(row.blocked_until);
}

export async function forgetFailures(db: Kysely<Schema>, usernameHash: Buffer): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('username_hash', '=', usernameHash).execute();
}

/** Made-up names would fill the table: what was not blocked since `before` is dropped. */
export async function dropStaleFailures(db: Kysely<Schema>, before: number): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('blocked_until', '<', toTimestamp(before)).execute();
}
