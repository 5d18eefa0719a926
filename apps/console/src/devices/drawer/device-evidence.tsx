import { faultOf } from '../../api/api-fault.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { ListLoading } from '../../components/list-loading.tsx';
import { useDiagnostics } from '../use-diagnostics.ts';
import { DeviceClocks } from './device-clocks.tsx';
import { DeviceSetAside } from './device-set-aside.tsx';

/** What is read for one device alone: the records that are not counted, and its clock. */
export function DeviceEvidence({ deviceId }: { readonly deviceId: string }) {
  const { data, error, refetch } = useDiagnostics(deviceId);
  if (error !== null) return <FaultNotice fault={faultOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListLoading />;
  return (
    <>
      <DeviceSetAside setAside={data.setAside} />
      <DeviceClocks clocks={data.clocks} />
    </>
  );
}
