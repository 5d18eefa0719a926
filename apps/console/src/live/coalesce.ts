import type { Cancel, Clock } from '@pingjia/shared';

export interface Coalesced {
  /** Runs the task now, or once more as soon as the running one ends and `gap` has passed. */
  readonly request: () => void;
  readonly stop: Cancel;
}

export interface Pace {
  /** Shortest time from the start of one run to the start of the next, milliseconds. */
  readonly gap: number;
  /** After a run that failed, the next one starts by itself so much later, milliseconds. */
  readonly retry: number;
}

/** Turns any number of wishes into few runs, never two at once; a failed run is repeated. */
export function coalesce(clock: Clock, { gap, retry }: Pace, task: () => Promise<unknown>): Coalesced {
  let state: 'idle' | 'running' | 'resting' | 'stopped' = 'idle';
  let wanted = false;
  let cancel: Cancel = () => undefined;

  const run = () => {
    state = 'running';
    wanted = false;
    const earliest = clock.monotonic() + gap;
    const rest = (pause: number) => {
      if (state === 'stopped') return;
      state = 'resting';
      cancel = clock.after(pause, () => {
        state = 'idle';
        if (wanted) run();
      });
    };
    task().then(
      () => rest(Math.max(0, earliest - clock.monotonic())),
      () => {
        wanted = true;
        rest(retry);
      },
    );
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
