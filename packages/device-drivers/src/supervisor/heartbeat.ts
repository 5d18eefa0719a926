import type { Cancel, Clock } from '@pingjia/shared';

/** A probe at once and every `interval` milliseconds; after `tolerated` without any sign of life the pad is silent. */
export const heartbeatRule = { interval: 5_000, tolerated: 3 } as const;

export interface Heartbeat {
  heard(): void;
  stop(): void;
}

/** `unanswered` is told after each interval without a sign of life, with how many there were in a row. */
export function startHeartbeat(
  clock: Clock,
  { probe, unanswered }: { readonly probe: () => void; readonly unanswered: (times: number) => void },
): Heartbeat {
  let missed = 0;
  let answered = false;
  let stopped = false;
  let cancel: Cancel = beat();

  function beat(): Cancel {
    answered = false;
    probe();
    return clock.after(heartbeatRule.interval, () => {
      missed = answered ? 0 : missed + 1;
      if (missed > 0) unanswered(missed);
      if (!stopped) cancel = beat();
    });
  }

  return {
    heard() {
      answered = true;
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
