import { join } from 'node:path';
import { openAppendLog } from './append-log.ts';

/**
 * Keys of devices that were revoked. A revocation holds for every key that the device had until then; a pad that is
 * enrolled anew as the same device gets the next one. Outside the database, so that a restored dump brings nobody back.
 */
export interface RevocationLog {
  /** `keyNumber` counts the keys of one device from 1. */
  has(deviceId: string, keyNumber: number): boolean;
  /** Durable when it returns. `at` is the server's wall clock, milliseconds. */
  append(deviceId: string, keyNumber: number, at: number): void;
}

const entry = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (?:\S+ (\d{1,9})$)?/;

export function loadRevocationLog(folder: string): RevocationLog {
  const log = openAppendLog(join(folder, 'revocations.log'));
  const revoked = new Map<string, number>();
  const note = (deviceId: string, keyNumber: number) =>
    revoked.set(deviceId, Math.max(keyNumber, revoked.get(deviceId) ?? 0));
  for (const line of log.lines) {
    const [, deviceId, keyNumber = '1'] = entry.exec(line) ?? [];
    if (deviceId !== undefined) note(deviceId, Number(keyNumber));
  }
  return {
    has: (deviceId, keyNumber) => keyNumber <= (revoked.get(deviceId) ?? 0),
    append(deviceId, keyNumber, at) {
      log.append(`${deviceId} ${new Date(at).toISOString()} ${keyNumber}`);
      note(deviceId, keyNumber);
    },
  };
}
