import type { Clock } from '@pingjia/shared';

/** Milliseconds. Nobody presses one key twice within the first; no citizen holds one as long as the second. */
export const keyFilterTimes = {
  /** A press so soon after the same key's release is its contact chattering. */
  bounce: 30,
  /** A key held so long is stuck. */
  stuck: 10_000,
  /** After it was stuck, a key has to rest so long before it counts again: a jammed contact flickers. */
  rest: 1_000,
} as const;

export type KeyVerdict = 'press' | 'held' | 'bounce' | 'flicker' | 'release';

/** Makes presses of the edges of keys. Each key is judged by itself. */
export interface KeyFilter {
  /** A key went down or up, or is reported so again. */
  edge(key: number, down: boolean): KeyVerdict;
  /** What was said of the keys may be wrong: all count as released. */
  forget(): void;
}

interface KeyState {
  down: boolean;
  since: number;
  wasStuck: boolean;
}

export function createKeyFilter(clock: Clock): KeyFilter {
  const keys = new Map<number, KeyState>();

  function release(state: KeyState, now: number): void {
    // A flicker of a stuck key is no new hold: it rests anew from here.
    state.wasStuck ||= now - state.since >= keyFilterTimes.stuck;
    state.down = false;
    state.since = now;
  }

  return {
    edge(key, down) {
      const now = clock.monotonic();
      const state = keys.get(key);
      if (state === undefined) {
        if (down) keys.set(key, { down, since: now, wasStuck: false });
        return down ? 'press' : 'release';
      }
      if (!down) {
        if (state.down) release(state, now);
        return 'release';
      }
      if (state.down) return 'held';
      const rested = now - state.since;
      const stuck = state.wasStuck && rested < keyFilterTimes.rest;
      state.down = true;
      state.since = now;
      if (stuck) return 'flicker';
      state.wasStuck = false;
      return rested < keyFilterTimes.bounce ? 'bounce' : 'press';
    },
    forget() {
      keys.clear();
    },
  };
}
