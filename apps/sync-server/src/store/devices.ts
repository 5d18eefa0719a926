import type { Kysely } from 'kysely';
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
    })
    .onConflict((conflict) => conflict.column('device_id').doNothing())
    .execute();
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

function toIdentity(row: DeviceRow): DeviceIdentity {
  return {
    deviceId: row.device_id,
    publicKey: row.public_key.toString('base64url'),
    siteId: row.site_id,
    windowId: row.window_id,
    revoked: row.revoked_at !== null,
    stored: true,
    enrolledAt: toMilliseconds(row.enrolled_at),
  };
}
