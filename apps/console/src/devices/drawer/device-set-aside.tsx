import type { DeviceDiagnostics } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { useNumberFormat } from '../../format/use-number-format.ts';

/** Records that nothing is counted from, with the reason of each. Their content is never shown. */
export function DeviceSetAside({ setAside: { items, more } }: Pick<DeviceDiagnostics, 'setAside'>) {
  const { t } = useTranslation();
  const number = useNumberFormat();
  if (items.length === 0)
    return <FactList title={t('diagnostics.setAside')} hint={t('diagnostics.noneSetAside')} facts={[]} />;
  const tooMany = more ? ` ${t('diagnostics.more', { count: items.length })}` : '';
  return (
    <FactList
      title={t('diagnostics.setAside')}
      hint={`${t('diagnostics.setAsideHint')}${tooMany}`}
      facts={items.map(({ epoch, seq, state, type, reason }): Fact => {
        const place = t('diagnostics.place', { seq: number(seq), epoch: epoch.slice(0, 8) });
        return [place, [t(`diagnostics.states.${state}`), type, reason].filter((part) => part !== null).join(' · ')];
      })}
    />
  );
}
