import type { StickReport } from '@pingjia/shared';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface StickNews {
  /** The report to show; null where an earlier visit has shown it. */
  readonly report: StickReport | null;
  /** The host took something new: whatever comes of it is news, and be it the same. */
  readonly expect: () => void;
}

/** A stick's report until it was read: the outcome of an earlier visit says nothing about the stick that is in now. */
export function useStickNews(report: StickReport | null, isShown: boolean): StickNews {
  const [read, setRead] = useState<string | null>(null);
  const outcome = report === null || report.phase === 'exporting' ? null : JSON.stringify(report);
  const latest = useRef(outcome);
  useEffect(() => {
    latest.current = outcome;
  }, [outcome]);
  useEffect(() => {
    if (!isShown) return;
    return () => setRead(latest.current);
  }, [isShown]);
  const expect = useCallback(() => setRead(null), []);
  return { report: outcome !== null && outcome === read ? null : report, expect };
}
