import { useEffect } from 'react';

/** Calls `painted` once the view of this revision has really reached the glass: the second frame shows the first. */
export function usePainted(revision: number | null, painted: (revision: number) => void): void {
  useEffect(() => {
    if (revision === null) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => painted(revision));
    });
    return () => cancelAnimationFrame(frame);
  }, [revision, painted]);
}
