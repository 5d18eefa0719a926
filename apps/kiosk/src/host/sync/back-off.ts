import type { RandomSource } from '@pingjia/shared';

/** First wait at most, and longest wait at most, milliseconds. */
export const backOffTimes = { first: 1_000, longest: 60_000, refused: 300_000 } as const;

/** Exponential waits with full jitter, so that a county's pads do not return all at once after a power cut. */
export class BackOff {
  readonly #random: RandomSource;
  #failures = 0;

  constructor(random: RandomSource) {
    this.#random = random;
  }

  /** Milliseconds to wait after one more failure. At least a tenth of the ceiling: never a busy loop. */
  next(): number {
    const ceiling = Math.min(backOffTimes.longest, backOffTimes.first * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 16);
    return Math.round(ceiling * (0.1 + 0.9 * this.#random.fraction()));
  }

  reset(): void {
    this.#failures = 0;
  }
}
