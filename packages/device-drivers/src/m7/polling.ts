import type { Cancel, Clock } from '@pingjia/shared';

/** Milliseconds from one question for a result to the next. */
export const pollInterval = 1_000;

/** Asks for a result once a second while one is awaited, and once more when that ends without one. */
export interface Polling {
  start(seconds: number): void;
  /** A result came: nothing more is to be had. */
  finish(): void;
  /** No result is awaited any more; one that is on its way is still fetched. */
  giveUp(): void;
  stop(): void;
}

export function createPolling(clock: Clock, poll: () => void): Polling {
  let cancel: Cancel | undefined;

  function askLater(left: number): void {
    cancel = left <= 0 ? undefined : clock.after(pollInterval, () => ask(left - 1));
  }

  function ask(left: number): void {
    poll();
    askLater(left);
  }

  function stop(): void {
    cancel?.();
    cancel = undefined;
  }

  return {
    start(seconds) {
      stop();
      askLater(Math.ceil(seconds));
    },
    finish: stop,
    giveUp() {
      if (cancel === undefined) return;
      stop();
      poll();
    },
    stop,
  };
}
