import type { Clock, ClockReading } from '@pingjia/shared';

/** What this run of the host knows of the server's clock. It is only passed on: nothing here is decided by it. */
export class ClockExchange {
  readonly #clock: Clock;
  readonly #boot: string;
  #exchange: ClockReading['exchange'] = null;

  constructor(clock: Clock, boot: string) {
    this.#clock = clock;
    this.#boot = boot;
  }

  /** Both clocks, now. */
  read(): ClockReading {
    return {
      boot: this.#boot,
      wall: Math.round(this.#clock.wall()),
      mono: this.#clock.monotonic(),
      exchange: this.#exchange,
    };
  }

  /** Notes the server's time of an answer to what was sent at `sent`, monotonic. */
  note(serverTime: number | undefined, sent: number): void {
    if (serverTime !== undefined) this.#exchange = { serverTime, sent, received: this.#clock.monotonic() };
  }
}
