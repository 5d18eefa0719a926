import type { SyncStore } from '../../store/sync-store.ts';
import { toIdentity } from '../../store/devices.ts';
import type { DeviceRow } from '../../store/schema.ts';
import { microsOf, stampOf } from './stamp.ts';
import { keyOf, type Tables } from './tables.ts';

type Operations = Pick<
  SyncStore,
  | 'findDevice'
  | 'storeDevice'
  | 'revokeDevice'
  | 'replaceKey'
  | 'storeCode'
  | 'consumeCode'
  | 'recordContact'
  | 'findConfiguration'
>;

export function deviceOperations({ devices, codes, contacts, configurations }: Tables): Operations {
  const add = (row: DeviceRow) => {
    if (devices.get(row.device_id) === undefined) devices.set(row.device_id, row);
    return row;
  };
  const replaceKey: Operations['replaceKey'] = async (deviceId, { publicKey, keyNumber }, at) => {
    const row = devices.get(deviceId);
    if (row === undefined || row.key_number >= keyNumber) return false;
    const key = {
      public_key: Buffer.from(publicKey, 'base64url'),
      key_number: keyNumber,
      key_since: stampOf(at * 1_000),
    };
    devices.set(deviceId, { ...row, ...key, revoked_at: null });
    return true;
  };
  return {
    async findDevice(deviceId) {
      const row = devices.get(deviceId);
      return row === undefined ? null : toIdentity(row);
    },
    async storeDevice({ deviceId, publicKey, enrolledAt, siteId, windowId, keyNumber }) {
      const row = newDevice(deviceId, Buffer.from(publicKey, 'base64url'), { siteId, windowId }, enrolledAt);
      add({ ...row, key_number: keyNumber });
    },
    replaceKey,
    async revokeDevice(deviceId, at) {
      const row = devices.get(deviceId);
      if (row?.revoked_at === null) devices.set(deviceId, { ...row, revoked_at: stampOf(at * 1_000) });
      return row !== undefined;
    },
    async storeCode(hash, { siteId, windowId, deviceId }, expiresAt) {
      codes.set(hash.toString('hex'), {
        code_hash: hash,
        site_id: siteId,
        window_id: windowId,
        expires_at: stampOf(expiresAt * 1_000),
        device_id: null,
        public_key: null,
        for_device: deviceId ?? null,
      });
    },
    async consumeCode(hash, publicKey, newDeviceId, now, newestNumber, expected) {
      const code = codes.get(hash.toString('hex'));
      if (code === undefined) return null;
      const key = Buffer.from(publicKey, 'base64url');
      if (code.device_id !== null) {
        const used = code.public_key?.equals(key) === true ? devices.get(code.device_id) : undefined;
        if (used?.revoked_at !== null || !used.public_key.equals(key)) return null;
        return (expected ?? used.device_id) === used.device_id ? used : null;
      }
      if (microsOf(code.expires_at) <= now * 1_000) return null;
      if (expected !== undefined && code.for_device !== expected) return null;
      const known = code.for_device === null ? undefined : devices.get(code.for_device);
      if (code.for_device !== null && known === undefined) return null;
      const deviceId = code.for_device ?? newDeviceId;
      codes.set(hash.toString('hex'), { ...code, device_id: deviceId, public_key: key });
      const place = { siteId: code.site_id, windowId: code.window_id };
      if (known === undefined) return add(newDevice(deviceId, key, place, now));
      const keyNumber = Math.max(known.key_number, newestNumber(deviceId)) + 1;
      await replaceKey(deviceId, { publicKey, keyNumber }, now);
      const moved = { ...(devices.get(deviceId) ?? known), site_id: place.siteId, window_id: place.windowId };
      devices.set(deviceId, moved);
      return moved;
    },
    async recordContact(device_id, at, software) {
      const known = contacts.get(device_id)?.software ?? null;
      contacts.set(device_id, { device_id, last_seen_at: stampOf(at * 1_000), software: software ?? known });
    },
    findConfiguration: async (siteId, windowId) => configurations.get(keyOf(siteId, windowId)) ?? null,
  };
}

function newDevice(
  device_id: string,
  public_key: Buffer,
  { siteId, windowId }: { readonly siteId: string; readonly windowId: string },
  at: number,
): DeviceRow {
  return {
    device_id,
    public_key,
    site_id: siteId,
    window_id: windowId,
    enrolled_at: stampOf(at * 1_000),
    revoked_at: null,
    forked: false,
    several_epochs: false,
    key_number: 1,
    key_since: stampOf(at * 1_000),
  };
}
