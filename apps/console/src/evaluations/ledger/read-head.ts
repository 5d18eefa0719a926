import type { EvaluationItem } from '@pingjia/shared';
import type { Api } from '../../api/api.ts';
import type { EvaluationFilters } from '../filters/evaluation-filters.ts';
import { type Head, mergeHead } from './merge-head.ts';

/** Rows of one page of the list, and the most that the server gives at once. */
export const pageSize = 50;
export const largestPage = 500;

export interface ReadHeadOptions {
  readonly known: readonly EvaluationItem[];
  /** Read everything on the screen again, as far as one answer goes: an old row may have changed. */
  readonly deep: boolean;
  readonly signal: AbortSignal;
}

/** The known rows brought up to date; where too much arrived to join the two, the newest rows alone. */
export async function readHead(
  api: Api,
  filters: EvaluationFilters,
  { known, deep, signal }: ReadHeadOptions,
): Promise<{ readonly rows: readonly EvaluationItem[]; readonly nextCursor: string | null; readonly joined: boolean }> {
  const read = async (limit: number) => {
    const { items, nextCursor } = await api.evaluations(filters, { limit, signal });
    const head: Head = { items, complete: nextCursor === null };
    return { head, nextCursor, rows: mergeHead(known, head) };
  };
  const limit = deep ? Math.min(largestPage, Math.max(pageSize, known.length)) : pageSize;
  let answer = await read(limit);
  if (answer.rows === null && limit < largestPage) answer = await read(largestPage);
  const { rows, head, nextCursor } = answer;
  return rows === null ? { rows: head.items, nextCursor, joined: false } : { rows, nextCursor, joined: true };
}
