import type { Cancel, Clock } from '@pingjia/shared';

/**
 * Milliseconds until a connection must stand (name, TCP and TLS), and until an answer to next to nothing must be there. Whatever
 * travels adds the time it takes at `slowest`, bytes a millisecond: 128 kbit/s.
 */
export const patienceTimes = { connect: 15_000, answer: 20_000, slowest: 16 } as const;

/** Gives up on a line that stands still, or that trickles so slowly that a smaller request serves it better. */
export class Patience {
  readonly #clock: Clock;
  readonly #giveUp: () => void;
  #until = 0;
  #cancel: Cancel = () => {};

  constructor(clock: Clock, giveUp: () => void) {
    this.#clock = clock;
    this.#giveUp = giveUp;
  }

  /** So many milliseconds from now, instead of what was left. */
  allow(milliseconds: number): void {
    this.#until = this.#clock.monotonic() + milliseconds;
    this.#watch();
  }

  /** Bytes that were sent or have come. */
  credit(bytes: number): void {
    this.#until += bytes / patienceTimes.slowest;
  }

  end(): void {
    this.#cancel();
  }

  #watch(): void {
    this.#cancel();
    this.#cancel = this.#clock.after(this.#until - this.#clock.monotonic(), () => {
      if (this.#until > this.#clock.monotonic()) this.#watch();
      else this.#giveUp();
    });
  }
}
