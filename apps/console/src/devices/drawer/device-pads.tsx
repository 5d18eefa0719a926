import type { DeviceItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { FactList } from '../../components/fact-list.tsx';
import { Identifier } from '../../components/identifier.tsx';
import { useNumberFormat } from '../../format/use-number-format.ts';
import { padStateKey } from '../pad-state-key.ts';

/** Each pad of the device. */
export function DevicePads({ device: { pads, online } }: { readonly device: DeviceItem }) {
  const { t } = useTranslation();
  const number = useNumberFormat();
  if (pads.length === 0) return <FactList title={t('device.pads')} hint={t('devices.noPad')} facts={[]} />;
  return pads.map(({ padId, state, address, firmware, lostPresses }) => (
    <FactList
      key={padId}
      title={t('device.pads')}
      facts={[
        [t('device.padId'), <Identifier key="pad" value={padId} />],
        [t('device.padState'), t(padStateKey(state, online))],
        [t('device.padAddress'), address === null ? t('device.unknown') : <Identifier key="address" value={address} />],
        [t('device.padFirmware'), firmware ?? t('device.unknown')],
        [t('device.padLostPresses'), number(lostPresses)],
      ]}
    />
  ));
}
