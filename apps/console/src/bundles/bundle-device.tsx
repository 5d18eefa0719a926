import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Identifier } from '../components/identifier.tsx';
import { useDevices } from '../devices/use-devices.ts';
import { useText } from '../format/use-text.ts';

/** Whose bundle it is: window and site where the list of devices names them, its id otherwise. */
export function BundleDevice({ deviceId }: { readonly deviceId: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { data, isPending } = useDevices();
  const device = data?.items.find((one) => one.deviceId === deviceId);
  if (device === undefined) {
    return isPending ? (
      t('common.loading')
    ) : (
      <>
        {t('bundles.device')} <Identifier value={deviceId} />
      </>
    );
  }
  const names = [device.windowLabel, text(device.siteName)].filter((name) => name !== null);
  return (
    <Link to={`/devices?open=${deviceId}`} title={deviceId}>
      <bdi>{names.length === 0 ? deviceId : names.join(' · ')}</bdi>
    </Link>
  );
}
