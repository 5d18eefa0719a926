import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import { toTimestamp } from './timestamp.ts';

export async function isApiToken(db: Kysely<Schema>, tokenHash: Buffer): Promise<boolean> {
  const row = await db.selectFrom('api_tokens').select('label').where('token_hash', '=', tokenHash).executeTakeFirst();
  return row !== undefined;
}

export async function storeApiToken(db: Kysely<Schema>, tokenHash: Buffer, label: string, now: number): Promise<void> {
  await db
    .insertInto('api_tokens')
    .values({ token_hash: tokenHash, label, created_at: toTimestamp(now) })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .execute();
}
