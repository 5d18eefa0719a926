import { join } from 'node:path';
import { publicKeySchema } from '@pingjia/shared';
import { openAppendLog } from './append-log.ts';

/** Enrollment codes that were used, by hash, and the keys that used them: a dump from before their use offers them again. */
export interface UsedCodeLog {
  /** Whether the code was used by another key than this one. */
  usedByOther(codeHash: Uint8Array, publicKey: string): boolean;
  /** Durable when it returns. A code that is noted already is not noted twice. */
  append(codeHash: Uint8Array, publicKey: string): void;
}

export function loadUsedCodeLog(folder: string): UsedCodeLog {
  const log = openAppendLog(join(folder, 'used-codes.log'));
  const users = new Map<string, string>();
  for (const line of log.lines) {
    const [hash = '', publicKey = ''] = line.split(' ');
    // A line torn by a power cut was never answered for: the pad that used the code comes again.
    if (/^[0-9a-f]{64}$/.test(hash) && publicKeySchema.safeParse(publicKey).success) users.set(hash, publicKey);
  }
  const nameOf = (codeHash: Uint8Array) => Buffer.from(codeHash).toString('hex');
  return {
    usedByOther(codeHash, publicKey) {
      const user = users.get(nameOf(codeHash));
      return user !== undefined && user !== publicKey;
    },
    append(codeHash, publicKey) {
      const name = nameOf(codeHash);
      if (users.has(name)) return;
      log.append(`${name} ${publicKey}`);
      users.set(name, publicKey);
    },
  };
}
