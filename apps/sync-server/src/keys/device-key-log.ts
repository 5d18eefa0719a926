import { join } from 'node:path';
import { publicKeySchema, uuidSchema } from '@pingjia/shared';
import { openAppendLog } from './append-log.ts';

export interface LoggedKey {
  readonly keyNumber: number;
  /** Raw Ed25519, base64url. */
  readonly publicKey: string;
}

/** The newest key of every device that has had more than its first: a dump from before the exchange does not know it. */
export interface DeviceKeyLog {
  newest(deviceId: string): LoggedKey | null;
  /** Durable when it returns. */
  append(deviceId: string, key: LoggedKey): void;
}

export function loadDeviceKeyLog(folder: string): DeviceKeyLog {
  const log = openAppendLog(join(folder, 'device-keys.log'));
  const newest = new Map<string, LoggedKey>();
  const note = (deviceId: string, key: LoggedKey) => {
    if (key.keyNumber > (newest.get(deviceId)?.keyNumber ?? 0)) newest.set(deviceId, key);
  };
  for (const line of log.lines) {
    const [deviceId, keyNumber, publicKey] = line.split(' ');
    const number = Number(keyNumber);
    const key = publicKeySchema.safeParse(publicKey);
    if (uuidSchema.safeParse(deviceId).success && Number.isSafeInteger(number) && key.success)
      note(deviceId ?? '', { keyNumber: number, publicKey: key.data });
  }
  return {
    newest: (deviceId) => newest.get(deviceId) ?? null,
    append(deviceId, key) {
      log.append(`${deviceId} ${key.keyNumber} ${key.publicKey}`);
      note(deviceId, key);
    },
  };
}
