/**
 * Lets one thing at a time happen for one device in this process: otherwise many requests of one device would hold many
 * connections, only to wait there for the lock on its row.
 */
export class DeviceQueues {
  readonly #tails = new Map<string, Promise<unknown>>();

  async run<T>(deviceId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(deviceId);
    const turn = (before ?? Promise.resolve()).then(work, work);
    this.#tails.set(deviceId, turn);
    try {
      return await turn;
    } finally {
      if (this.#tails.get(deviceId) === turn) this.#tails.delete(deviceId);
    }
  }
}
