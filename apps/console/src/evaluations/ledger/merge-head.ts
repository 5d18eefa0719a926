import type { EvaluationItem } from '@pingjia/shared';

/** The newest rows of a list as the server holds them; `complete` when there are no others. */
export interface Head {
  readonly items: readonly EvaluationItem[];
  readonly complete: boolean;
}

/**
 * Known rows, newest first, brought up to date with the newest ones: what the head holds is taken from it, and what
 * it should hold but does not no longer matches the filter and goes. Null when rows are missing between the two.
 */
export function mergeHead(known: readonly EvaluationItem[], head: Head): readonly EvaluationItem[] | null {
  if (head.complete || known.length === 0) return head.items;
  const fresh = new Set(head.items.map(({ evaluationId }) => evaluationId));
  const lastCovered = known.findLastIndex(({ evaluationId }) => fresh.has(evaluationId));
  return lastCovered === -1 ? null : [...head.items, ...known.slice(lastCovered + 1)];
}
