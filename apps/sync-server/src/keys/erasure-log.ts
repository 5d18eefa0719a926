import { join } from 'node:path';
import { type Hash, hashSchema, uuidSchema } from '@pingjia/shared';
import { openAppendLog } from './append-log.ts';

export interface ErasedAttachment {
  readonly deviceId: string;
  readonly hash: Hash;
}

/** Attachments that were erased: a dump from before holds them still, and pads send them again to a server that lacks them. */
export interface ErasureLog {
  has(erased: ErasedAttachment): boolean;
  /** Durable when it returns. */
  append(erased: ErasedAttachment): void;
  readonly all: readonly ErasedAttachment[];
}

export function loadErasureLog(folder: string): ErasureLog {
  const log = openAppendLog(join(folder, 'erasures.log'));
  const known = new Map<string, ErasedAttachment>();
  for (const line of log.lines) {
    const [deviceId = '', text] = line.split(' ');
    const hash = hashSchema.safeParse(text).data;
    // A line torn by a power cut was never answered for.
    if (uuidSchema.safeParse(deviceId).success && hash !== undefined) known.set(line, { deviceId, hash });
  }
  const nameOf = ({ deviceId, hash }: ErasedAttachment) => `${deviceId} ${hash}`;
  return {
    has: (erased) => known.has(nameOf(erased)),
    append(erased) {
      if (known.has(nameOf(erased))) return;
      log.append(nameOf(erased));
      known.set(nameOf(erased), erased);
    },
    get all() {
      return [...known.values()];
    },
  };
}
