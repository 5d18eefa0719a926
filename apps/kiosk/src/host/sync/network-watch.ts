import type { Cancel, Clock } from '@pingjia/shared';

/** Milliseconds between two looks at the machine's addresses. */
const interval = 5_000;

/** Tells when this machine has got an address that it had not: a cable is in again, a network was joined. */
export class NetworkWatch {
  readonly #clock: Clock;
  readonly #addresses: () => readonly string[];
  readonly #onReturn: () => void;
  #known: readonly string[];
  #cancel: Cancel = () => {};

  constructor(clock: Clock, addresses: () => readonly string[], onReturn: () => void) {
    this.#clock = clock;
    this.#addresses = addresses;
    this.#onReturn = onReturn;
    this.#known = addresses();
  }

  start(): void {
    this.#cancel = this.#clock.after(interval, () => {
      this.#look();
      this.start();
    });
  }

  stop(): void {
    this.#cancel();
  }

  #look(): void {
    const before = this.#known;
    this.#known = this.#addresses();
    if (this.#known.some((address) => !before.includes(address))) this.#onReturn();
  }
}
