import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, RandomSource } from '@pingjia/shared';

export const systemClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};

export const systemRandom: RandomSource = {
  uuid: () => randomUUID(),
  fraction: () => randomBytes(4).readUInt32LE() / 0x1_0000_0000,
};
