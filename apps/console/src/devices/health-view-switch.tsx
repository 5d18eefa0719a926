import type { DeviceItem } from '@pingjia/shared';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNumberFormat } from '../format/use-number-format.ts';
import { type HealthView, healthViews, inView } from './health-view.ts';

interface HealthViewSwitchProps {
  readonly devices: readonly DeviceItem[];
  readonly view: HealthView;
  readonly onChange: (view: HealthView) => void;
}

/** Narrows the list by health and says how many there are of each. */
export function HealthViewSwitch({ devices, view, onChange }: HealthViewSwitchProps) {
  const { t } = useTranslation();
  const number = useNumberFormat();
  return (
    <Segmented<HealthView>
      aria-label={t('devices.summary')}
      value={view}
      onChange={onChange}
      options={healthViews.map((value) => ({
        value,
        label: `${t(`devices.${value}`)} ${number(devices.filter(inView[value]).length)}`,
      }))}
      data-testid="health-view"
    />
  );
}
