import type { DeviceKeyLog } from '@pingjia/sync-server/keys/device-key-log';
import type { ServerKeys } from '@pingjia/sync-server/keys/server-keys';
import type { Bug } from '../history/bug.ts';

type LoggedKey = NonNullable<ReturnType<DeviceKeyLog['newest']>>;

/** What is noted outside the database, in memory. */
export function createKeyLogs(bug: Bug): Pick<ServerKeys, 'revocations' | 'deviceKeys' | 'usedCodes'> {
  const revoked = new Map<string, number>();
  const keys = new Map<string, LoggedKey>();
  const codes = new Map<string, string>();
  return {
    revocations: {
      has: (deviceId, keyNumber) => keyNumber <= (revoked.get(deviceId) ?? 0),
      append: (deviceId, keyNumber) => void revoked.set(deviceId, keyNumber),
    },
    deviceKeys: {
      newest: (deviceId) => (bug === 'forgets-keys' ? null : (keys.get(deviceId) ?? null)),
      append(deviceId, key) {
        if (key.keyNumber > (keys.get(deviceId)?.keyNumber ?? 0)) keys.set(deviceId, key);
      },
    },
    usedCodes: {
      usedByOther(codeHash, publicKey) {
        const user = codes.get(Buffer.from(codeHash).toString('hex'));
        return user !== undefined && user !== publicKey;
      },
      append: (codeHash, publicKey) => void codes.set(Buffer.from(codeHash).toString('hex'), publicKey),
    },
  };
}
