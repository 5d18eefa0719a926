import type { DeviceItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { faultOf } from '../api/api-fault.ts';
import { EmptyList } from '../components/empty-list.tsx';
import { FaultNotice } from '../components/fault-notice.tsx';
import { ListLoading } from '../components/list-loading.tsx';
import { Sheet } from '../components/sheet.tsx';
import { DevicesTable } from './devices-table.tsx';

interface DevicesListProps {
  /** Undefined until the first answer. */
  readonly devices: readonly DeviceItem[] | undefined;
  readonly isFiltered: boolean;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly onOpen: (deviceId: string) => void;
}

/** The table, or what stands in its place: loading, a fault, nothing yet. */
export function DevicesList({ devices, isFiltered, error, onRetry, onOpen }: DevicesListProps) {
  const { t } = useTranslation();
  if (devices === undefined) {
    return error === null ? <ListLoading /> : <FaultNotice fault={faultOf(error)} onRetry={onRetry} />;
  }
  const empty = isFiltered ? 'emptyFiltered' : 'empty';
  return (
    <>
      {error !== null && <FaultNotice severity="warning" fault={faultOf(error)} context={t('devices.stale')} />}
      <Sheet>
        {devices.length > 0 ? (
          <DevicesTable devices={devices} onOpen={onOpen} />
        ) : (
          <EmptyList title={t(`devices.${empty}`)} hint={t(`devices.${empty}Hint`)} />
        )}
      </Sheet>
    </>
  );
}
