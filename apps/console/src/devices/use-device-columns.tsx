import type { DeviceItem } from '@pingjia/shared';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Moment } from '../components/moment.tsx';
import { NameCell } from '../components/name-cell.tsx';
import { parseTime } from '../format/time.ts';
import { useNumberFormat } from '../format/use-number-format.ts';
import { useText } from '../format/use-text.ts';
import { DataCell } from './cells/data-cell.tsx';
import { HealthCell } from './cells/health-cell.tsx';
import { PadsCell } from './cells/pads-cell.tsx';

/** Columns of the table of devices; widths in CSS pixels where there is least room, all grow alike where there is more. */
export function useDeviceColumns(): TableColumnsType<DeviceItem> {
  const { t } = useTranslation();
  const text = useText();
  const number = useNumberFormat();
  return [
    {
      key: 'health',
      title: t('devices.columns.health'),
      width: 142,
      render: (_, device) => <HealthCell device={device} />,
    },
    {
      key: 'window',
      title: t('devices.columns.window'),
      width: 82,
      render: (_, { windowLabel, windowId }) => <NameCell name={windowLabel} absent={windowId.slice(0, 8)} />,
    },
    {
      key: 'site',
      title: t('devices.columns.site'),
      width: 148,
      render: (_, { siteName, siteId }) => <NameCell name={text(siteName)} absent={siteId.slice(0, 8)} />,
    },
    {
      key: 'pads',
      title: t('devices.columns.pads'),
      width: 220,
      render: (_, device) => <PadsCell device={device} />,
    },
    {
      key: 'data',
      title: t('devices.columns.data'),
      width: 120,
      render: (_, device) => <DataCell device={device} />,
    },
    {
      key: 'evaluations',
      title: t('devices.columns.evaluations'),
      width: 110,
      align: 'end',
      render: (_, { evaluations }) => number(evaluations),
    },
    {
      key: 'software',
      title: t('devices.columns.software'),
      width: 90,
      render: (_, { software }) => <NameCell name={software} absent={t('devices.noSoftware')} />,
    },
    {
      key: 'lastSeen',
      title: t('devices.columns.lastSeen'),
      width: 102,
      render(_, { lastSeenAt }) {
        const seen = parseTime(lastSeenAt);
        return seen === null ? <span className="quiet">{t('devices.neverSeen')}</span> : <Moment time={seen} />;
      },
    },
  ];
}
