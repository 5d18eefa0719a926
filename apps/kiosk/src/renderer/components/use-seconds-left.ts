import type { Cancel, Clock } from '@pingjia/shared';
import { useCallback, useSyncExternalStore } from 'react';
import { usePad } from './pad-context.ts';

/** Whole seconds that remain of `left` milliseconds counted from monotonic time `at`; 0 when over. For display only. */
export function useSecondsLeft(left: number, at: number): number {
  const { clock } = usePad();
  const end = at + left;
  const subscribe = useCallback((changed: () => void) => watchSeconds(clock, end, changed), [clock, end]);
  return useSyncExternalStore(subscribe, () => Math.max(0, Math.ceil((end - clock.monotonic()) / 1_000)));
}

/** Calls `changed` at each full second before `end` and at `end`, when the number changes and never between. */
function watchSeconds(clock: Clock, end: number, changed: () => void): Cancel {
  const left = end - clock.monotonic();
  if (left <= 0) return () => {};
  let cancel = clock.after(left - (Math.ceil(left / 1_000) - 1) * 1_000, () => {
    changed();
    cancel = watchSeconds(clock, end, changed);
  });
  return () => cancel();
}
