import { hash, randomInt, randomUUID } from 'node:crypto';
import type { Clock, Hash, RandomSource, Sha256 } from '@pingjia/shared';

export const nodeSha256: Sha256 = (bytes) => hash('sha256', bytes, 'base64url') as Hash;

export const nodeRandom: RandomSource = {
  uuid: randomUUID,
  fraction: () => randomInt(0, 0x1_0000_0000) / 0x1_0000_0000,
};

export const nodeClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};
