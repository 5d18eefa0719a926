/** What happened, for those who watch. `accepted`: new records of the device; `device`: its state changed. */
export type LiveEvent = { readonly kind: 'accepted' | 'device'; readonly deviceId: string };

type Watcher = (event: LiveEvent) => void;

/** Spreads events inside this process, and, through `forward`, to the other servers on the same database. */
export class LiveEvents {
  readonly #watchers = new Set<Watcher>();
  readonly #forward: Watcher;

  constructor(forward: Watcher = () => undefined) {
    this.#forward = forward;
  }

  /** Something happened here. */
  publish(event: LiveEvent): void {
    this.deliver(event);
    this.#forward(event);
  }

  /** Something happened here or elsewhere. */
  deliver(event: LiveEvent): void {
    for (const watcher of this.#watchers) watcher(event);
  }

  /** Calls `watcher` for every event until the answer is called. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  get watchers(): number {
    return this.#watchers.size;
  }
}
