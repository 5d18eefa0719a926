import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useText } from '../format/use-text.ts';
import { useLiveRefresh } from '../live/use-live.ts';
import { RoomHeading } from '../shell/room-heading.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { DevicesList } from './devices-list.tsx';
import { DeviceDrawer } from './drawer/device-drawer.tsx';
import { compareDevices } from './health.ts';
import { type HealthView, inView, readHealthView } from './health-view.ts';
import { HealthViewSwitch } from './health-view-switch.tsx';
import { mostDevices } from './read-devices.ts';
import { useDevices } from './use-devices.ts';

/** Shortest time between two readings of all devices, milliseconds. */
const refreshGap = 3_000;

/** Every device with its health, problems first. */
export function DevicesPage() {
  const { t, i18n } = useTranslation();
  usePageTitle(t('devices.title'));
  const text = useText();
  const [params, setParams] = useSearchParams();
  const devices = useDevices();
  useLiveRefresh(() => devices.refetch({ cancelRefetch: false, throwOnError: true }), refreshGap);
  const view = readHealthView(params);
  const compare = compareDevices(i18n.language, ({ siteName, windowLabel }) => `${text(siteName)} ${windowLabel}`);
  const items = devices.data?.items.toSorted(compare);
  const set = (name: 'show' | 'open', value: string | null) => {
    const next = new URLSearchParams(params);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  return (
    <>
      <RoomHeading title={t('devices.title')}>
        {items !== undefined && items.length > 0 && (
          <HealthViewSwitch
            devices={items}
            view={view}
            onChange={(next: HealthView) => set('show', next === 'all' ? null : next)}
          />
        )}
      </RoomHeading>
      {devices.data?.more === true && (
        <Alert type="info" showIcon title={t('devices.tooMany', { count: mostDevices })} />
      )}
      <DevicesList
        devices={items?.filter(inView[view])}
        isFiltered={view !== 'all'}
        error={devices.error}
        onRetry={() => void devices.refetch()}
        onOpen={(deviceId) => set('open', deviceId)}
      />
      <DeviceDrawer
        device={items?.find(({ deviceId }) => deviceId === params.get('open')) ?? null}
        onClose={() => set('open', null)}
      />
    </>
  );
}
