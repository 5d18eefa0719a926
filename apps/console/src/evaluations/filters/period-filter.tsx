import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../services.tsx';
import { type EvaluationFilters, withFilter } from './evaluation-filters.ts';

interface PeriodFilterProps {
  readonly filters: EvaluationFilters;
  readonly onChange: (filters: EvaluationFilters) => void;
}

/** From, inclusive, to, exclusive: device time, chosen in the viewer's zone; either end may stay open. */
export function PeriodFilter({ filters, onChange }: PeriodFilterProps) {
  const { t } = useTranslation();
  const { clock } = useServices();
  const today = dayjs(clock.wall()).startOf('day');
  const tomorrow = today.add(1, 'day');
  const day = (text: string | undefined) => (text === undefined ? null : dayjs(text));
  const iso = (value: dayjs.Dayjs | null | undefined) => value?.toDate().toISOString();
  return (
    <DatePicker.RangePicker
      aria-label={t('filters.period')}
      placeholder={[t('filters.from'), t('filters.to')]}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      allowEmpty={[true, true]}
      value={[day(filters.from), day(filters.to)]}
      presets={[
        { label: t('filters.today'), value: [today, tomorrow] },
        { label: t('filters.yesterday'), value: [today.subtract(1, 'day'), today] },
        { label: t('filters.lastWeek'), value: [today.subtract(6, 'day'), tomorrow] },
      ]}
      onChange={(range) => onChange(withFilter(withFilter(filters, 'from', iso(range?.[0])), 'to', iso(range?.[1])))}
    />
  );
}
