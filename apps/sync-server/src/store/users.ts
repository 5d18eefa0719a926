import type { Kysely } from 'kysely';
import { deleteSessionsOf } from './console-sessions.ts';
import type { Schema, UserRow } from './schema.ts';

export async function findUser(db: Kysely<Schema>, username: string): Promise<UserRow | null> {
  const row = await db.selectFrom('users').selectAll().where('username', '=', username).executeTakeFirst();
  return row ?? null;
}

/** Creates the user, or gives the one of that name a new password, display name and rights, and ends that one's sessions. */
export async function saveUser(db: Kysely<Schema>, user: UserRow): Promise<void> {
  const { user_id } = await db
    .insertInto('users')
    .values(user)
    .onConflict((conflict) =>
      conflict.column('username').doUpdateSet(({ ref }) => ({
        display_name: ref('excluded.display_name'),
        password_hash: ref('excluded.password_hash'),
        may_erase: ref('excluded.may_erase'),
      })),
    )
    .returning('user_id')
    .executeTakeFirstOrThrow();
  await deleteSessionsOf(db, user_id);
}
