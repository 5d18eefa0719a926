import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readIfPresent, syncFolder } from '../platform/private-file.ts';

/** Devices that were revoked. Append-only and outside the database, so that a restored dump brings none of them back. */
export interface RevocationLog {
  has(deviceId: string): boolean;
  /** Durable when it returns. `at` is the server's wall clock, milliseconds. */
  append(deviceId: string, at: number): void;
}

const entry = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) /;

export function loadRevocationLog(folder: string): RevocationLog {
  const path = join(folder, 'revocations.log');
  const content = readIfPresent(path)?.toString('utf8') ?? '';
  const revoked = new Set(content.split('\n').flatMap((line) => entry.exec(line)?.[1] ?? []));
  return {
    has: (deviceId) => revoked.has(deviceId),
    append(deviceId, at) {
      const file = openSync(path, 'a', 0o600);
      try {
        // Starts on a line of its own even after a torn write.
        writeSync(file, `\n${deviceId} ${new Date(at).toISOString()}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      syncFolder(dirname(path));
      revoked.add(deviceId);
    },
  };
}
