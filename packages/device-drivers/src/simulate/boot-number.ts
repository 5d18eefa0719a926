import type { RandomSource } from '@pingjia/shared';

/** A pad's name for one power-on: four hexadecimal digits. */
export function drawBootNumber(random: RandomSource): string {
  return Math.floor(random.fraction() * 0x1_0000)
    .toString(16)
    .toUpperCase()
    .padStart(4, '0');
}
