import type { EvaluationItem } from '@pingjia/shared';
import { useState } from 'react';

export interface HeldRows {
  readonly shown: readonly EvaluationItem[];
  /** How many new rows wait above. */
  readonly held: number;
}

/** Keeps new rows back while somebody reads further down, so that nothing moves under their eyes. */
export function useHeldRows(rows: readonly EvaluationItem[], reading: boolean): HeldRows {
  const [anchor, setAnchor] = useState<string | null>(null);
  const newest = rows[0]?.evaluationId ?? null;
  const wanted = reading ? (anchor ?? newest) : null;
  if (wanted !== anchor) setAnchor(wanted);
  const held = wanted === null ? 0 : rows.findIndex(({ evaluationId }) => evaluationId === wanted);
  return held <= 0 ? { shown: rows, held: 0 } : { shown: rows.slice(held), held };
}
