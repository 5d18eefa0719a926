import type { EvaluationItem, EvaluationPage } from '@pingjia/shared';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { evaluationsKey, type HeadState } from './use-ledger.ts';

/** Makes every list that is held say at once that what was left on an evaluation is erased. */
export function markErased(client: QueryClient, { deviceId, evaluationId }: EvaluationItem): void {
  const mark = (item: EvaluationItem): EvaluationItem =>
    item.deviceId === deviceId && item.evaluationId === evaluationId && item.remark !== undefined
      ? { ...item, remark: { ...item.remark, state: 'erased' } }
      : item;
  client.setQueriesData<InfiniteData<EvaluationPage>>(
    { queryKey: [evaluationsKey, 'pages'] },
    (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(mark) })) },
  );
  client.setQueriesData<HeadState>(
    { queryKey: [evaluationsKey, 'head'] },
    (data) => data && { ...data, rows: data.rows.map(mark) },
  );
}
