import type { Kysely } from 'kysely';
import type { Schema, UserRow } from './schema.ts';
import { toTimestamp } from './timestamp.ts';

export interface SessionUser {
  readonly username: string;
  readonly displayName: string;
  readonly mayErase: boolean;
}

/** Stores a session and drops the expired ones. */
export async function storeSession(
  db: Kysely<Schema>,
  tokenHash: Buffer,
  userId: string,
  now: number,
  expiresAt: number,
): Promise<void> {
  await db.deleteFrom('console_sessions').where('expires_at', '<', toTimestamp(now)).execute();
  await db
    .insertInto('console_sessions')
    .values({ token_hash: tokenHash, user_id: userId, expires_at: toTimestamp(expiresAt) })
    .execute();
}

export async function findSession(db: Kysely<Schema>, tokenHash: Buffer, now: number): Promise<SessionUser | null> {
  const row = await db
    .selectFrom('console_sessions as c')
    .innerJoin('users as u', 'u.user_id', 'c.user_id')
    .select(['u.username', 'u.display_name', 'u.may_erase'])
    .where('c.token_hash', '=', tokenHash)
    .where('c.expires_at', '>', toTimestamp(now))
    .executeTakeFirst();
  return row === undefined ? null : toSessionUser(row);
}

export async function deleteSession(db: Kysely<Schema>, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom('console_sessions').where('token_hash', '=', tokenHash).execute();
}

export async function deleteSessionsOf(db: Kysely<Schema>, userId: string): Promise<void> {
  await db.deleteFrom('console_sessions').where('user_id', '=', userId).execute();
}

export function toSessionUser(row: Pick<UserRow, 'username' | 'display_name' | 'may_erase'>): SessionUser {
  return { username: row.username, displayName: row.display_name, mayErase: row.may_erase };
}
