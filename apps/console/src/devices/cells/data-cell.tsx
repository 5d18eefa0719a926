import type { DeviceItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { useNumberFormat } from '../../format/use-number-format.ts';
import styles from './cells.module.css';

/** How far the server holds this device's records without a hole, and where the holes are. */
export function DataCell({ device: { watermark, epochs, gaps } }: { readonly device: DeviceItem }) {
  const { t } = useTranslation();
  const number = useNumberFormat();
  const [gap] = gaps;
  const [newest] = epochs;
  return (
    <>
      <div>{watermark === 0 ? t('data.nothing') : t('data.watermark', { seq: number(watermark) })}</div>
      {epochs.length > 1 && newest !== undefined && (
        <div className={styles.quiet}>
          {t('data.epochs', { count: epochs.length })} · {t(`device.epochReasons.${newest.reason}`)}
        </div>
      )}
      {gap !== undefined && (
        <div className={styles.warning} data-gap={`${gap.from}-${gap.to}`}>
          {gap.from === gap.to
            ? t('data.gapOne', { from: number(gap.from) })
            : t('data.gap', { from: number(gap.from), to: number(gap.to) })}
        </div>
      )}
      {gaps.length > 1 && <div className={styles.warning}>{t('data.moreGaps', { count: gaps.length - 1 })}</div>}
    </>
  );
}
