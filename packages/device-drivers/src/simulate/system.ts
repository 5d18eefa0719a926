import { randomBytes, randomUUID } from 'node:crypto';
import type { RandomSource } from '@pingjia/shared';

export { systemClock } from '../system-clock.ts';

export const systemRandom: RandomSource = {
  uuid: () => randomUUID(),
  fraction: () => randomBytes(4).readUInt32LE() / 0x1_0000_0000,
};
