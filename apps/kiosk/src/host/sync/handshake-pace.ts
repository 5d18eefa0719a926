import { type Clock, heartbeatInterval, type RandomSource } from '@pingjia/shared';

/** Longest time without a handshake while there is always something to send, milliseconds; each is drawn between half and the whole. */
export const longestWithoutHandshake = 120_000;

/**
 * When a pad that never pauses shakes hands all the same. Keys, configuration and what the server lacks may wait so long; an
 * idle pad asks six times as often, so that the server can bear it, and windows that opened at one hour do not ask together.
 */
export class HandshakePace {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #random: RandomSource;
  #since: number;
  #drawn: number | null = null;

  constructor(clock: Pick<Clock, 'monotonic'>, random: RandomSource) {
    this.#clock = clock;
    this.#random = random;
    this.#since = clock.monotonic();
  }

  /** There was a handshake. */
  note(): void {
    this.#since = this.#clock.monotonic();
    this.#drawn = null;
  }

  /** Milliseconds until one is due; 0 or less from then on. */
  get left(): number {
    const gone = this.#clock.monotonic() - this.#since;
    // A pad that pauses has had one by then.
    if (gone <= heartbeatInterval) return longestWithoutHandshake / 2 - gone;
    this.#drawn ??= Math.round(longestWithoutHandshake * (0.5 + 0.5 * this.#random.fraction()));
    return this.#drawn - gone;
  }
}
