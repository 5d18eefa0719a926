import { type MirrorState, mirrorStarting } from './mirror-state.ts';

/** Holds the mirror's state for the screen, before the mirror's own code is even loaded. */
export class MirrorStore {
  readonly #watchers = new Set<() => void>();
  #state: MirrorState = mirrorStarting;

  readonly state = (): MirrorState => this.#state;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly set = (state: MirrorState): void => {
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  };
}
