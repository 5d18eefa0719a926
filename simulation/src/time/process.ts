/** A running program that can be ended between any two of its system calls; what it waits for then never comes. */
export class Process {
  readonly died: Promise<void>;
  #alive = true;
  #callsLeft = Number.POSITIVE_INFINITY;
  #tellDeath: () => void = () => {};

  constructor() {
    this.died = new Promise((resolve) => {
      this.#tellDeath = resolve;
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Ends it at the `calls`-th system call from now: 0 is the next one. */
  endAfter(calls: number): void {
    this.#callsLeft = calls;
  }

  end(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#tellDeath();
  }

  /** Every system call passes here. */
  call(): Promise<void> {
    if (this.#alive && this.#callsLeft-- > 0) return Promise.resolve();
    this.end();
    return new Promise(() => {});
  }
}
