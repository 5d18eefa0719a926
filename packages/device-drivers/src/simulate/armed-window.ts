import type { Cancel, Clock } from '@pingjia/shared';

/** The time in which a pad shows that a rating is awaited. */
export class ArmedWindow {
  readonly #clock: Clock;
  #cancel: Cancel | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isOpen(): boolean {
    return this.#cancel !== undefined;
  }

  /** From now on, for so long. */
  open(milliseconds: number): void {
    this.close();
    this.#cancel = this.#clock.after(milliseconds, () => (this.#cancel = undefined));
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
