import type { EvaluationItem, EvaluationPage } from '@pingjia/shared';
import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { liveDelays } from '../../live/live-delays.ts';
import { useLiveRefresh } from '../../live/use-live.ts';
import { useServices } from '../../services.tsx';
import type { EvaluationFilters } from '../filters/evaluation-filters.ts';
import { mergeHead } from './merge-head.ts';
import { pageSize, readHead } from './read-head.ts';

/** Shortest time between two readings of everything on the screen, milliseconds. */
const deepEvery = 15_000;

export const evaluationsKey = 'evaluations';

export interface HeadState {
  readonly rows: readonly EvaluationItem[];
  /** Monotonic time of the last deep reading. */
  readonly deepAt: number;
}

export interface Ledger {
  /** Newest first; undefined until the first answer. */
  readonly rows: readonly EvaluationItem[] | undefined;
  /** Whether the row arrived while the list was open. */
  readonly isFresh: (evaluationId: string) => boolean;
  readonly error: Error | null;
  /** Why `rows` could not be brought up to date. */
  readonly staleError: Error | null;
  readonly older: {
    readonly has: boolean;
    readonly loading: boolean;
    readonly error: Error | null;
    readonly load: () => void;
  };
  readonly retry: () => void;
}

/** The list of evaluations under the given filters: old pages on demand, new rows by themselves. */
export function useLedger(filters: EvaluationFilters): Ledger {
  const { api, clock } = useServices();
  const client = useQueryClient();
  const pagesKey = [evaluationsKey, 'pages', filters] as const;
  const headKey = [evaluationsKey, 'head', filters] as const;
  const pages = useInfiniteQuery({
    queryKey: pagesKey,
    queryFn: ({ pageParam, signal }) => api.evaluations(filters, { cursor: pageParam, limit: pageSize, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const paged = useMemo(() => pages.data?.pages.flatMap(({ items }) => items), [pages.data]);
  const head = useQuery<HeadState>({
    queryKey: headKey,
    enabled: false,
    async queryFn({ signal }) {
      const before = client.getQueryData<HeadState>(headKey);
      const known = joined(client.getQueryData<InfiniteData<EvaluationPage>>(pagesKey), before);
      const deep = clock.monotonic() - (before?.deepAt ?? Number.NEGATIVE_INFINITY) >= deepEvery;
      const { rows, nextCursor, joined: isJoined } = await readHead(api, filters, { known, deep, signal });
      const deepAt = deep ? clock.monotonic() : (before?.deepAt ?? 0);
      if (isJoined) return { rows, deepAt };
      client.setQueryData(pagesKey, { pages: [{ items: [...rows], nextCursor }], pageParams: [undefined] });
      return { rows: [], deepAt };
    },
  });
  useLiveRefresh(async () => {
    // Joins the first reading where it is still under way.
    const options = { cancelRefetch: false, throwOnError: true };
    await (client.getQueryData(pagesKey) === undefined ? pages.refetch(options) : head.refetch(options));
  }, liveDelays.readGap);

  const rows = useMemo(
    () => (pages.data === undefined ? undefined : joined(pages.data, head.data)),
    [pages.data, head.data],
  );
  const pagedIds = useMemo(() => new Set(paged?.map(({ evaluationId }) => evaluationId)), [paged]);
  return {
    rows,
    isFresh: (evaluationId) => !pagedIds.has(evaluationId),
    error: rows === undefined ? pages.error : null,
    staleError: head.error,
    older: {
      has: pages.hasNextPage,
      loading: pages.isFetchingNextPage,
      error: pages.isFetchNextPageError ? pages.error : null,
      load: () => void pages.fetchNextPage(),
    },
    retry: () => void pages.refetch(),
  };
}

function joined(
  data: InfiniteData<EvaluationPage> | undefined,
  head: HeadState | undefined,
): readonly EvaluationItem[] {
  const paged = data?.pages.flatMap(({ items }) => items) ?? [];
  if (head === undefined || head.rows.length === 0) return paged;
  return mergeHead(paged, { items: head.rows, complete: false }) ?? [...head.rows, ...paged];
}
