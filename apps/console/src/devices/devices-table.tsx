import type { DeviceItem } from '@pingjia/shared';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { openingRow } from '../components/opening-row.ts';
import styles from './devices-table.module.css';
import { useDeviceColumns } from './use-device-columns.tsx';

interface DevicesTableProps {
  readonly devices: readonly DeviceItem[];
  readonly onOpen: (deviceId: string) => void;
}

export function DevicesTable({ devices, onOpen }: DevicesTableProps) {
  const { t } = useTranslation();
  const columns = useDeviceColumns();
  return (
    <div data-testid="devices-table">
      <Table<DeviceItem>
        size="small"
        sticky
        tableLayout="fixed"
        scroll={{ x: 1014 }}
        pagination={
          devices.length > 100 && { defaultPageSize: 100, showSizeChanger: false, placement: ['bottomCenter'] }
        }
        rowKey="deviceId"
        columns={columns}
        dataSource={devices}
        rowClassName={styles.row ?? ''}
        onRow={({ deviceId, windowLabel }) =>
          openingRow(t('devices.open', { name: windowLabel ?? deviceId }), () => onOpen(deviceId))
        }
      />
    </div>
  );
}
