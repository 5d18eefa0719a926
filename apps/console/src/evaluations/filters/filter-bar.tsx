import { grades } from '@pingjia/shared';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { GradeMark } from '../../components/grade-mark.tsx';
import { type EvaluationFilters, filterNames, withFilter } from './evaluation-filters.ts';
import styles from './filter-bar.module.css';
import type { FilterChoices } from './filter-choices.ts';
import { FilterSelect } from './filter-select.tsx';
import { PeriodFilter } from './period-filter.tsx';

interface FilterBarProps {
  readonly filters: EvaluationFilters;
  readonly choices: FilterChoices;
  readonly onChange: (filters: EvaluationFilters) => void;
}

export function FilterBar({ filters, choices, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const gradeChoices = grades.map((grade) => ({
    value: grade,
    label: t(`grades.${grade}`),
    shown: <GradeMark grade={grade} marked={false} />,
  }));
  const select = <N extends 'siteId' | 'deviceId' | 'staffId' | 'grade'>(name: N) => ({
    value: filters[name],
    onChange: (value: EvaluationFilters[N] | undefined) => onChange(withFilter(filters, name, value)),
  });
  return (
    <div role="search" aria-label={t('filters.label')} className={styles.bar}>
      <FilterSelect label={t('filters.site')} choices={choices.sites} {...select('siteId')} />
      <FilterSelect label={t('filters.device')} choices={choices.devices} {...select('deviceId')} />
      <FilterSelect label={t('filters.staff')} choices={choices.staff} {...select('staffId')} />
      <FilterSelect label={t('filters.grade')} choices={gradeChoices} {...select('grade')} testId="filter-grade" />
      <PeriodFilter filters={filters} onChange={onChange} />
      {filterNames.some((name) => filters[name] !== undefined) && (
        <Button type="link" onClick={() => onChange({})} data-testid="filters-clear">
          {t('filters.clear')}
        </Button>
      )}
    </div>
  );
}
