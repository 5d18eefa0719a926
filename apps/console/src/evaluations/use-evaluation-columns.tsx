import type { EvaluationItem } from '@pingjia/shared';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../format/use-text.ts';
import { DetailsCell } from './cells/details-cell.tsx';
import { GradeCell } from './cells/grade-cell.tsx';
import { NameCell } from '../components/name-cell.tsx';
import { TimeCell } from './cells/time-cell.tsx';

/** Columns of the table of evaluations; widths in CSS pixels, the site’s by the page’s; the details take what is left. */
export function useEvaluationColumns(): TableColumnsType<EvaluationItem> {
  const { t } = useTranslation();
  const text = useText();
  const title = (name: Parameters<typeof columnTitle>[1]) => columnTitle(t, name);
  return [
    { key: 'time', title: title('time'), width: 148, render: (_, row) => <TimeCell evaluation={row} /> },
    { key: 'grade', title: title('grade'), width: 176, render: (_, row) => <GradeCell evaluation={row} /> },
    {
      key: 'window',
      title: title('window'),
      width: 82,
      render: (_, row) => <NameCell name={row.windowLabel} absent={row.windowId.slice(0, 8)} />,
    },
    {
      key: 'site',
      title: title('site'),
      width: 'clamp(150px, 30vw - 172px, 320px)',
      render: (_, row) => <NameCell name={text(row.siteName)} absent={row.siteId.slice(0, 8)} />,
    },
    {
      key: 'staff',
      title: title('staff'),
      width: 100,
      render: (_, row) => (
        <NameCell name={text(row.staffName) ?? row.staffId?.slice(0, 8) ?? null} absent={t('evaluations.noStaff')} />
      ),
    },
    {
      key: 'item',
      title: title('item'),
      width: 128,
      render: (_, row) => <NameCell name={row.itemCode} absent={t('evaluations.noItem')} />,
    },
    { key: 'source', title: title('source'), width: 94, render: (_, { source }) => t(`sources.${source}`) },
    { key: 'details', title: title('details'), render: (_, row) => <DetailsCell evaluation={row} /> },
  ];
}

type Translate = ReturnType<typeof useTranslation>['t'];
type ColumnName = 'time' | 'grade' | 'window' | 'site' | 'staff' | 'item' | 'source' | 'details';

function columnTitle(t: Translate, name: ColumnName): string {
  return t(`evaluations.columns.${name}`);
}
