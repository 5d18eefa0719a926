/** Locks of devices' rows: each is held by one transaction, the others wait in the order in which they came. */
export class RowLocks {
  readonly #held = new Map<string, Promise<void>>();

  /** Resolves with what gives the lock back. */
  async take(deviceId: string): Promise<() => void> {
    const before = this.#held.get(deviceId);
    let release = (): void => {};
    const mine = new Promise<void>((resolve) => {
      release = resolve;
    });
    const tail = (before ?? Promise.resolve()).then(() => mine);
    this.#held.set(deviceId, tail);
    await before;
    return () => {
      if (this.#held.get(deviceId) === tail) this.#held.delete(deviceId);
      release();
    };
  }
}
