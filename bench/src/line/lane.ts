/** One way of a line of limited speed: what is sent while it is busy waits for its turn. */
export class Lane {
  /** Bytes sent so far. */
  carried = 0;
  readonly #rate: number;
  readonly #delay: number;
  #freeAt = 0;

  /** `rate` in bytes a second; `delay`, milliseconds from leaving to arriving. */
  constructor(rate: number, delay: number) {
    this.#rate = rate;
    this.#delay = delay;
  }

  /** Sends `bytes` at `now`, milliseconds of any clock; the time at which the last of them arrives. */
  send(now: number, bytes: number): number {
    this.carried += bytes;
    this.#freeAt = Math.max(now, this.#freeAt) + (bytes / this.#rate) * 1_000;
    return this.#freeAt + this.#delay;
  }

  /** Milliseconds for which it is busy already. */
  backlog(now: number): number {
    return Math.max(0, this.#freeAt - now);
  }
}
