import type { EvaluationItem } from '@pingjia/shared';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { faultOf } from '../api/api-fault.ts';
import { EmptyList } from '../components/empty-list.tsx';
import { FaultNotice } from '../components/fault-notice.tsx';
import { ListLoading } from '../components/list-loading.tsx';
import { Sheet } from '../components/sheet.tsx';
import { EvaluationsTable } from './evaluations-table.tsx';
import type { Ledger } from './ledger/use-ledger.ts';
import { OlderRows } from './older-rows.tsx';

interface EvaluationsListProps {
  readonly ledger: Ledger;
  /** Those of the ledger's rows that are to be seen now. */
  readonly rows: readonly EvaluationItem[];
  readonly isFiltered: boolean;
  readonly onClearFilters: () => void;
  readonly onOpen: (evaluationId: string) => void;
}

/** The table, or what stands in its place: loading, a fault, nothing yet. */
export function EvaluationsList({ ledger, rows, isFiltered, onClearFilters, onOpen }: EvaluationsListProps) {
  const { t } = useTranslation();
  if (ledger.error !== null) return <FaultNotice fault={faultOf(ledger.error)} onRetry={ledger.retry} />;
  if (ledger.rows === undefined) return <ListLoading />;
  return (
    <>
      {ledger.staleError !== null && (
        <FaultNotice severity="warning" fault={faultOf(ledger.staleError)} context={t('evaluations.stale')} />
      )}
      <Sheet>
        {rows.length > 0 && <EvaluationsTable rows={rows} isFresh={ledger.isFresh} onOpen={onOpen} />}
        {rows.length > 0 && <OlderRows older={ledger.older} count={rows.length} />}
        {rows.length === 0 && !isFiltered && (
          <EmptyList title={t('evaluations.empty')} hint={t('evaluations.emptyHint')} />
        )}
        {rows.length === 0 && isFiltered && (
          <EmptyList title={t('evaluations.emptyFiltered')} hint={t('evaluations.emptyFilteredHint')}>
            <Button onClick={onClearFilters}>{t('filters.clear')}</Button>
          </EmptyList>
        )}
      </Sheet>
    </>
  );
}
