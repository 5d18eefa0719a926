import type { RandomSource } from '@pingjia/shared';

const first = 250;
const longest = 5_000;

/** Milliseconds to wait before attempt `attempt` (from 0): doubles from 250 to 5,000, and one fifth either way by chance. */
export function backOff(attempt: number, random: RandomSource): number {
  const base = Math.min(longest, first * 2 ** Math.min(attempt, 10));
  return Math.round(base * (0.8 + 0.4 * random.fraction()));
}
