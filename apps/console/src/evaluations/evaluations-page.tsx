import { Alert } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { RoomHeading } from '../shell/room-heading.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { EvaluationDrawer } from './drawer/evaluation-drawer.tsx';
import { EvaluationsList } from './evaluations-list.tsx';
import { type EvaluationFilters, readFilters, writeFilters } from './filters/evaluation-filters.ts';
import { FilterBar } from './filters/filter-bar.tsx';
import { useFilterChoices } from './filters/use-filter-choices.ts';
import { useHeldRows } from './ledger/use-held-rows.ts';
import { useLedger } from './ledger/use-ledger.ts';
import { useOutOfView } from './ledger/use-out-of-view.ts';
import { NewRowsPill } from './new-rows-pill.tsx';

/** What citizens said, newest first, as it comes in. */
export function EvaluationsPage() {
  const { t } = useTranslation();
  usePageTitle(t('evaluations.title'));
  const [params, setParams] = useSearchParams();
  const { filters, ignored } = readFilters(params);
  const ledger = useLedger(filters);
  const choices = useFilterChoices(filters);
  const top = useRef<HTMLDivElement>(null);
  const { shown, held } = useHeldRows(ledger.rows ?? [], useOutOfView(top));
  const [openId, setOpenId] = useState<string | null>(null);
  const change = (next: EvaluationFilters) => setParams(writeFilters(params, next), { replace: true });
  return (
    <>
      <RoomHeading title={t('evaluations.title')}>
        <FilterBar filters={filters} choices={choices} onChange={change} />
      </RoomHeading>
      {ignored.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('filters.ignored', { names: ignored.join(t('common.listSeparator')) })}
          closable={{ onClose: () => change(filters) }}
        />
      )}
      <div ref={top} />
      <NewRowsPill count={held} />
      <EvaluationsList
        ledger={ledger}
        rows={shown}
        isFiltered={Object.keys(filters).length > 0}
        onClearFilters={() => change({})}
        onOpen={setOpenId}
      />
      <EvaluationDrawer
        evaluation={ledger.rows?.find(({ evaluationId }) => evaluationId === openId) ?? null}
        onClose={() => setOpenId(null)}
      />
    </>
  );
}
