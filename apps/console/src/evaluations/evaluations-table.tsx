import type { EvaluationItem } from '@pingjia/shared';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { openingRow } from '../components/opening-row.ts';
import styles from './evaluations-table.module.css';
import { useEvaluationColumns } from './use-evaluation-columns.tsx';

interface EvaluationsTableProps {
  readonly rows: readonly EvaluationItem[];
  readonly isFresh: (evaluationId: string) => boolean;
  readonly onOpen: (evaluationId: string) => void;
}

export function EvaluationsTable({ rows, isFresh, onOpen }: EvaluationsTableProps) {
  const { t } = useTranslation();
  const columns = useEvaluationColumns();
  return (
    <div data-testid="evaluations-table">
      <Table<EvaluationItem>
        size="small"
        sticky
        tableLayout="fixed"
        scroll={{ x: 1000 }}
        pagination={false}
        rowKey="evaluationId"
        columns={columns}
        dataSource={rows}
        rowClassName={({ evaluationId, bad }) =>
          [styles.row, bad ? styles.bad : '', isFresh(evaluationId) ? styles.fresh : ''].join(' ')
        }
        onRow={({ evaluationId, evaluatedAt, acceptedAt, grade }) =>
          openingRow(t('evaluations.open', { time: evaluatedAt ?? acceptedAt, grade: t(`grades.${grade}`) }), () =>
            onOpen(evaluationId),
          )
        }
      />
    </div>
  );
}
