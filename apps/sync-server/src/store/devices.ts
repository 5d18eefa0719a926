import { type Kysely, sql } from 'kysely';
import type { DeviceRow, Schema } from './schema.ts';
import { toMilliseconds, toTimestamp } from './timestamp.ts';

/** A device as it is needed to judge its requests. */
export interface DeviceIdentity {
  readonly deviceId: string;
  /** Raw Ed25519, base64url. */
  readonly publicKey: string;
  readonly siteId: string;
  readonly windowId: string;
  readonly revoked: boolean;
  /** False if only its certificate is known here. */
  readonly stored: boolean;
  /** Milliseconds since 1970. */
  readonly enrolledAt: number;
  /** Counts the keys of this device from 1. */
  readonly keyNumber: number;
  /** When it took this key, milliseconds since 1970. */
  readonly keySince: number;
}

export async function findDevice(db: Kysely<Schema>, deviceId: string): Promise<DeviceIdentity | null> {
  const row = await db.selectFrom('devices').selectAll().where('device_id', '=', deviceId).executeTakeFirst();
  return row === undefined ? null : toIdentity(row);
}

/** Stores a device that its certificate reinstated. */
export async function storeDevice(db: Kysely<Schema>, device: DeviceIdentity): Promise<void> {
  await db
    .insertInto('devices')
    .values({
      device_id: device.deviceId,
      public_key: Buffer.from(device.publicKey, 'base64url'),
      site_id: device.siteId,
      window_id: device.windowId,
      enrolled_at: toTimestamp(device.enrolledAt),
      revoked_at: null,
      forked: false,
      several_epochs: false,
      key_number: device.keyNumber,
      key_since: toTimestamp(device.keySince),
    })
    .onConflict((conflict) => conflict.column('device_id').doNothing())
    .execute();
}

/**
 * Gives the device a key with a higher number than it has and lifts a revocation of the keys before; the one it had is kept
 * as history. False if it has that number already, or is not known.
 */
export async function replaceKey(
  db: Kysely<Schema>,
  deviceId: string,
  { publicKey, keyNumber }: Pick<DeviceIdentity, 'publicKey' | 'keyNumber'>,
  at: number,
): Promise<boolean> {
  return db.transaction().execute((trx) => replaceKeyIn(trx, deviceId, { publicKey, keyNumber }, at));
}

/** The same within a transaction. */
export async function replaceKeyIn(
  trx: Kysely<Schema>,
  deviceId: string,
  { publicKey, keyNumber }: Pick<DeviceIdentity, 'publicKey' | 'keyNumber'>,
  at: number,
): Promise<boolean> {
  const stamp = toTimestamp(at);
  const { rows } = await sql<Pick<DeviceRow, 'key_number' | 'public_key'>>`
      SELECT key_number, public_key FROM devices WHERE device_id = ${deviceId} AND key_number < ${keyNumber} FOR UPDATE`.execute(
    trx,
  );
  const [before] = rows;
  if (before === undefined) return false;
  await trx
    .insertInto('device_keys')
    .values({ device_id: deviceId, ...before, until: stamp })
    .onConflict((conflict) => conflict.columns(['device_id', 'key_number']).doNothing())
    .execute();
  await trx
    .updateTable('devices')
    .set({
      public_key: Buffer.from(publicKey, 'base64url'),
      key_number: keyNumber,
      key_since: stamp,
      revoked_at: null,
    })
    .where('device_id', '=', deviceId)
    .execute();
  return true;
}

/** False if there is no such device. Revoking again keeps the first time. */
export async function revokeDevice(db: Kysely<Schema>, deviceId: string, at: number): Promise<boolean> {
  await db
    .updateTable('devices')
    .set({ revoked_at: toTimestamp(at) })
    .where('device_id', '=', deviceId)
    .where('revoked_at', 'is', null)
    .execute();
  const row = await db.selectFrom('devices').select('device_id').where('device_id', '=', deviceId).executeTakeFirst();
  return row !== undefined;
}

export function toIdentity(row: DeviceRow): DeviceIdentity {
  return {
    deviceId: row.device_id,
    publicKey: row.public_key.toString('base64url'),
    siteId: row.site_id,
    windowId: row.window_id,
    revoked: row.revoked_at !== null,
    stored: true,
    enrolledAt: toMilliseconds(row.enrolled_at),
    keyNumber: row.key_number,
    keySince: toMilliseconds(row.key_since),
  };
}
