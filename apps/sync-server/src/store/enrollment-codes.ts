import type { Kysely } from 'kysely';
import { replaceKeyIn } from './devices.ts';
import type { DeviceRow, EnrollmentCodeRow, Schema } from './schema.ts';
import { toTimestamp } from './timestamp.ts';

/** `deviceId`: the device that the code enrolls anew; without it the code makes a new one. */
export interface CodePurpose {
  readonly siteId: string;
  readonly windowId: string;
  readonly deviceId?: string | undefined;
}

export async function storeCode(
  db: Kysely<Schema>,
  codeHash: Buffer,
  { siteId, windowId, deviceId }: CodePurpose,
  expiresAt: number,
): Promise<void> {
  await db
    .insertInto('enrollment_codes')
    .values({
      code_hash: codeHash,
      site_id: siteId,
      window_id: windowId,
      expires_at: toTimestamp(expiresAt),
      device_id: null,
      public_key: null,
      for_device: deviceId ?? null,
    })
    .execute();
}

/**
 * Uses the code with `publicKey`: for `newDeviceId`, or for the device that the code enrolls anew, whose key gets a number
 * above `newestNumber` of it. If this key has used it before, finds that device again. Null: the code is unknown, expired or
 * another's, its device was revoked, or is not the one that is `expected`. Of any number at once, one wins: the row's lock decides.
 */
export async function consumeCode(
  db: Kysely<Schema>,
  codeHash: Buffer,
  publicKey: string,
  newDeviceId: string,
  now: number,
  newestNumber: (deviceId: string) => number,
  expected?: string,
): Promise<DeviceRow | null> {
  const key = Buffer.from(publicKey, 'base64url');
  return db.transaction().execute(async (trx) => {
    const code = await trx
      .updateTable('enrollment_codes')
      .set((set) => ({ device_id: set.fn.coalesce('for_device', set.val(newDeviceId)), public_key: key }))
      .where('code_hash', '=', codeHash)
      .where('device_id', 'is', null)
      .where('expires_at', '>', toTimestamp(now))
      .$if(expected !== undefined, (query) => query.where('for_device', '=', expected ?? null))
      .returningAll()
      .executeTakeFirst();
    if (code === undefined) return findUsed(trx, codeHash, key, expected);
    return code.for_device === null
      ? addDevice(trx, code, newDeviceId, key, now)
      : renewDevice(trx, code, code.for_device, publicKey, now, newestNumber(code.for_device));
  });
}

function addDevice(
  db: Kysely<Schema>,
  code: EnrollmentCodeRow,
  deviceId: string,
  key: Buffer,
  now: number,
): Promise<DeviceRow> {
  return db
    .insertInto('devices')
    .values({
      device_id: deviceId,
      public_key: key,
      site_id: code.site_id,
      window_id: code.window_id,
      enrolled_at: toTimestamp(now),
      revoked_at: null,
      forked: false,
      several_epochs: false,
      key_number: 1,
      key_since: toTimestamp(now),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function renewDevice(
  db: Kysely<Schema>,
  code: EnrollmentCodeRow,
  deviceId: string,
  publicKey: string,
  now: number,
  newestNumber: number,
): Promise<DeviceRow | null> {
  const known = await db.selectFrom('devices').selectAll().where('device_id', '=', deviceId).executeTakeFirst();
  if (known === undefined) return null;
  await replaceKeyIn(db, deviceId, { publicKey, keyNumber: Math.max(known.key_number, newestNumber) + 1 }, now);
  return db
    .updateTable('devices')
    .set({ site_id: code.site_id, window_id: code.window_id })
    .where('device_id', '=', deviceId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function findUsed(
  db: Kysely<Schema>,
  codeHash: Buffer,
  key: Buffer,
  expected: string | undefined,
): Promise<DeviceRow | null> {
  const code = await db
    .selectFrom('enrollment_codes')
    .select('device_id')
    .where('code_hash', '=', codeHash)
    .where('public_key', '=', key)
    .executeTakeFirst();
  if (code === undefined || code.device_id === null || (expected ?? code.device_id) !== code.device_id) return null;
  const device = await db
    .selectFrom('devices')
    .selectAll()
    .where('device_id', '=', code.device_id)
    .where('public_key', '=', key)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return device ?? null;
}
