import type { DeviceItem } from '@pingjia/shared';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DeviceAbout } from './device-about.tsx';
import { DeviceEvidence } from './device-evidence.tsx';
import { DeviceJournal } from './device-journal.tsx';
import { DevicePads } from './device-pads.tsx';
import { DeviceProblems } from './device-problems.tsx';

interface DeviceDrawerProps {
  /** What to show; null closes. */
  readonly device: DeviceItem | null;
  readonly onClose: () => void;
}

export function DeviceDrawer({ device, onClose }: DeviceDrawerProps) {
  const { t } = useTranslation();
  // Keeps the content while the drawer slides out.
  const [last, setLast] = useState(device);
  if (device !== null && device !== last) setLast(device);
  return (
    <Drawer
      open={device !== null}
      onClose={onClose}
      title={t('device.title')}
      size={560}
      destroyOnHidden
      data-testid="device-drawer"
    >
      {last !== null && (
        <>
          <DeviceProblems device={last} />
          <DeviceAbout device={last} />
          <DevicePads device={last} />
          <DeviceJournal device={last} />
          <DeviceEvidence deviceId={last.deviceId} />
          <Link to={`/evaluations?deviceId=${last.deviceId}`}>{t('device.toEvaluations')}</Link>
        </>
      )}
    </Drawer>
  );
}
