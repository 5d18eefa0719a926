import type { DeviceItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { useTimeFormat } from '../format/use-time-format.ts';
import { useServices } from '../services.tsx';
import { type Problem, silentFor } from './health.ts';

/** A problem in words: its name, and what it means and what to do. */
export function useProblemWords(): (
  device: DeviceItem,
  problem: Problem,
) => { readonly name: string; readonly hint: string } {
  const { t } = useTranslation();
  const { clock } = useServices();
  const format = useTimeFormat();
  return (device, { kind, count }) => {
    const hint = t(`health.${kind}Hint`);
    if (kind === 'offline') {
      return {
        name: t('health.offlineSince', { duration: format.duration(silentFor(device, clock.wall()) ?? 0) }),
        hint,
      };
    }
    const isCounted = kind === 'gaps' || kind === 'padLost' || kind === 'lostPresses' || kind === 'quarantined';
    return { name: isCounted ? t(`health.${kind}`, { count }) : t(`health.${kind}`), hint };
  };
}
