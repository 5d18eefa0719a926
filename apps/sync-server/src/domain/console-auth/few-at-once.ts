/**
 * Lets few things happen at once, and few more wait. A password is checked on the threads that unpack batches, in 19 MiB
 * each: without it, whoever can reach the sign-in page could keep every pad waiting.
 */
export class FewAtOnce {
  readonly #most: number;
  readonly #patience: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** At most `most` run, at most `patience` more wait. */
  constructor(most: number, patience: number) {
    this.#most = most;
    this.#patience = patience;
  }

  /** What `work` gives, when its turn has come; null where too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.#running >= this.#most) {
      if (this.#waiting.length >= this.#patience) return null;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      // Its place goes straight to the next.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
