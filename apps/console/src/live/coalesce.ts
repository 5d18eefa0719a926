import type { Cancel, Clock } from '@pingjia/shared';

export interface Coalesced {
  /** Runs the task now, or once more as soon as the running one ends and `gap` has passed. */
  readonly request: () => void;
  readonly stop: Cancel;
}

/** Turns any number of wishes into few runs: never two at once, never closer than `gap` milliseconds from start to start. */
export function coalesce(clock: Clock, gap: number, task: () => Promise<void>): Coalesced {
  let state: 'idle' | 'running' | 'resting' | 'stopped' = 'idle';
  let wanted = false;
  let cancel: Cancel = () => undefined;

  const run = () => {
    state = 'running';
    wanted = false;
    const started = clock.monotonic();
    const rest = () => {
      if (state === 'stopped') return;
      state = 'resting';
      cancel = clock.after(Math.max(0, gap - (clock.monotonic() - started)), () => {
        state = 'idle';
        if (wanted) run();
      });
    };
    task().then(rest, rest);
  };

  return {
    request() {
      wanted = true;
      if (state === 'idle') run();
    },
    stop() {
      state = 'stopped';
      cancel();
    },
  };
}
