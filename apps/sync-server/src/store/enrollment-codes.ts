import type { Kysely } from 'kysely';
import type { DeviceRow, Schema } from './schema.ts';
import { toTimestamp } from './timestamp.ts';

export async function storeCode(
  db: Kysely<Schema>,
  codeHash: Buffer,
  place: { readonly siteId: string; readonly windowId: string },
  expiresAt: number,
): Promise<void> {
  await db
    .insertInto('enrollment_codes')
    .values({
      code_hash: codeHash,
      site_id: place.siteId,
      window_id: place.windowId,
      expires_at: toTimestamp(expiresAt),
      device_id: null,
      public_key: null,
    })
    .execute();
}

/**
 * Uses the code for `deviceId` with `publicKey`, or, if this key has used it before, finds that device again. Null: the
 * code is unknown, expired or another's, or its device was revoked. Of any number at once, one wins: the row's lock decides.
 */
export async function consumeCode(
  db: Kysely<Schema>,
  codeHash: Buffer,
  publicKey: string,
  deviceId: string,
  now: number,
): Promise<DeviceRow | null> {
  const key = Buffer.from(publicKey, 'base64url');
  return db.transaction().execute(async (trx) => {
    const code = await trx
      .updateTable('enrollment_codes')
      .set({ device_id: deviceId, public_key: key })
      .where('code_hash', '=', codeHash)
      .where('device_id', 'is', null)
      .where('expires_at', '>', toTimestamp(now))
      .returningAll()
      .executeTakeFirst();
    if (code === undefined) return findUsed(trx, codeHash, key);
    return trx
      .insertInto('devices')
      .values({
        device_id: deviceId,
        public_key: key,
        site_id: code.site_id,
        window_id: code.window_id,
        enrolled_at: toTimestamp(now),
        revoked_at: null,
        forked: false,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

async function findUsed(db: Kysely<Schema>, codeHash: Buffer, key: Buffer): Promise<DeviceRow | null> {
  const code = await db
    .selectFrom('enrollment_codes')
    .select('device_id')
    .where('code_hash', '=', codeHash)
    .where('public_key', '=', key)
    .executeTakeFirst();
  if (code === undefined || code.device_id === null) return null;
  const device = await db
    .selectFrom('devices')
    .selectAll()
    .where('device_id', '=', code.device_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return device ?? null;
}
