import type { Cancel, Clock } from '@pingjia/shared';

/** Keeps a pad armed that by itself waits for a key for a fixed time only. */
export interface Arming {
  /** Calls `again` each time the pad's own window ends, until so many seconds are over. */
  keep(seconds: number): void;
  end(): void;
}

/** `window`: how long the pad waits by itself, milliseconds. */
export function createArming(clock: Clock, window: number, again: () => void): Arming {
  let cancel: Cancel | undefined;

  function end(): void {
    cancel?.();
    cancel = undefined;
  }

  function wait(until: number): void {
    if (until - clock.monotonic() <= window || window === 0) return;
    cancel = clock.after(window, () => {
      again();
      wait(until);
    });
  }

  return {
    keep(seconds) {
      end();
      wait(clock.monotonic() + seconds * 1_000);
    },
    end,
  };
}
