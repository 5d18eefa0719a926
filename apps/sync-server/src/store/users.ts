import type { Kysely } from 'kysely';
import type { Schema, UserRow } from './schema.ts';

export async function findUser(db: Kysely<Schema>, username: string): Promise<UserRow | null> {
  const row = await db.selectFrom('users').selectAll().where('username', '=', username).executeTakeFirst();
  return row ?? null;
}

/** Creates the user, or gives the one of that name a new password and display name. */
export async function saveUser(db: Kysely<Schema>, user: UserRow): Promise<void> {
  await db
    .insertInto('users')
    .values(user)
    .onConflict((conflict) =>
      conflict.column('username').doUpdateSet({ display_name: user.display_name, password_hash: user.password_hash }),
    )
    .execute();
}
