import { useEffect, useState } from 'react';
import { usePad } from '../components/pad-context.ts';

/** Whether `left` milliseconds, counted from monotonic time `at`, have passed. */
export function useIsOver(left: number, at: number): boolean {
  const { clock } = usePad();
  const [over, setOver] = useState<number | null>(null);
  const end = at + left;
  useEffect(() => clock.after(end - clock.monotonic(), () => setOver(end)), [clock, end]);
  return over === end;
}
