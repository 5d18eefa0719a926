import { useEffect, useState } from 'react';
import { usePad } from './pad-context.ts';

/** Whole seconds that remain of `left` milliseconds counted from monotonic time `at`; 0 when over. For display only. */
export function useSecondsLeft(left: number, at: number): number {
  const { clock } = usePad();
  const remaining = () => Math.max(0, Math.ceil((at + left - clock.monotonic()) / 1_000));
  const [seconds, setSeconds] = useState(remaining);
  useEffect(() => {
    const now = Math.max(0, at + left - clock.monotonic());
    const whole = Math.ceil(now / 1_000);
    setSeconds(whole);
    if (whole === 0) return;
    // Wakes at the next full second, so that the number changes when it should and never between.
    return clock.after(now - (whole - 1) * 1_000, () => setSeconds(whole - 1));
  }, [clock, left, at, seconds]);
  return seconds;
}
