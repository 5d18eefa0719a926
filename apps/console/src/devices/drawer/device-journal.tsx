import type { DeviceItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { Identifier } from '../../components/identifier.tsx';
import { useNumberFormat } from '../../format/use-number-format.ts';

/** What the server holds of the device's journal: epochs, holes, records set aside. */
export function DeviceJournal({ device: { watermark, epochs, gaps } }: { readonly device: DeviceItem }) {
  const { t } = useTranslation();
  const number = useNumberFormat();
  const missing = gaps.map(({ epoch, from, to, kind }) => {
    const values = { from: number(from), to: number(to), epoch: epoch.slice(0, 8) };
    const place = t(from === to ? 'device.gapOne' : 'device.gapRange', values);
    return (
      <li key={`${epoch} ${from}`}>
        {place} · {t(`device.gapKinds.${kind}`)}
      </li>
    );
  });
  const held = watermark === 0 ? t('device.noRecords') : t('device.watermarkValue', { seq: number(watermark) });
  return (
    <>
      <FactList
        title={t('device.journal')}
        facts={[
          [t('device.watermark'), held],
          [t('device.gaps'), missing.length === 0 ? t('device.noGaps') : <ul key="gaps">{missing}</ul>],
        ]}
      />
      <FactList
        title={`${t('device.epochs')} ${number(epochs.length)}`}
        hint={t('device.epochsHint')}
        facts={epochs.map((epoch, index): Fact => {
          const upTo = t('device.upTo', { seq: number(epoch.watermark) });
          return [
            number(epochs.length - index),
            <>
              <div>
                {t(`device.epochReasons.${epoch.reason}`)} · {upTo}
                {epoch.quarantined > 0 && ` · ${t('device.quarantined', { count: epoch.quarantined })}`}
              </div>
              <Identifier value={epoch.epoch} />
            </>,
          ];
        })}
      />
    </>
  );
}
