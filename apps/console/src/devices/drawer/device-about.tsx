import type { DeviceItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { FactList } from '../../components/fact-list.tsx';
import { Identifier } from '../../components/identifier.tsx';
import { parseTime } from '../../format/time.ts';
import { useNumberFormat } from '../../format/use-number-format.ts';
import { useText } from '../../format/use-text.ts';
import { useTimeFormat } from '../../format/use-time-format.ts';

/** Where the device stands and since when. */
export function DeviceAbout({ device }: { readonly device: DeviceItem }) {
  const { t } = useTranslation();
  const text = useText();
  const number = useNumberFormat();
  const format = useTimeFormat();
  const full = (value: string | null) => {
    const time = parseTime(value);
    return time === null ? t('device.unknown') : format.full(time);
  };
  return (
    <FactList
      title={t('device.about')}
      facts={[
        [t('devices.columns.window'), device.windowLabel ?? <Identifier key="window" value={device.windowId} />],
        [t('devices.columns.site'), text(device.siteName) ?? <Identifier key="site" value={device.siteId} />],
        [t('device.deviceId'), <Identifier key="device" value={device.deviceId} />],
        [t('device.software'), device.software ?? t('devices.noSoftware')],
        [t('device.evaluations'), number(device.evaluations)],
        [t('device.lastSeen'), device.lastSeenAt === null ? t('devices.neverSeen') : full(device.lastSeenAt)],
        [t('device.enrolledAt'), full(device.enrolledAt)],
        device.revokedAt !== null && [t('device.revokedAt'), full(device.revokedAt)],
      ]}
    />
  );
}
