import type { RandomSource } from '@pingjia/shared';

/** Milliseconds: the first pause, and the longest. */
export const backOffTimes = { first: 250, longest: 5_000 } as const;

export interface BackOff {
  /** Milliseconds to wait before the next attempt: doubling, spread over the upper half, so that pads do not march in step. */
  next(): number;
  reset(): void;
}

export function createBackOff(random: RandomSource): BackOff {
  let pause: number = backOffTimes.first;
  return {
    next() {
      const spread = pause * (0.5 + random.fraction() / 2);
      pause = Math.min(pause * 2, backOffTimes.longest);
      return spread;
    },
    reset() {
      pause = backOffTimes.first;
    },
  };
}
