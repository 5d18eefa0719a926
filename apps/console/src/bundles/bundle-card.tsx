import { Button, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { FaultNotice } from '../components/fault-notice.tsx';
import { Sheet } from '../components/sheet.tsx';
import { BundleDevice } from './bundle-device.tsx';
import { type BundleImport, faultsOf, isPartial, isWhole } from './bundle-import.ts';
import styles from './bundle-card.module.css';
import { receiptFile, saveText } from './receipt-file.ts';
import type { BundleReport } from '@pingjia/shared';

/** One chosen file and what became of it. */
export function BundleCard({ bundle: { name, outcome } }: { readonly bundle: BundleImport }) {
  const { t } = useTranslation();
  return (
    <Sheet>
      <section className={styles.card} aria-label={name} data-state={outcome.state}>
        <h2 className={styles.name}>
          <bdi>{name}</bdi>
        </h2>
        {outcome.state === 'reading' && (
          <p className={styles.state} role="status">
            <Spin size="small" /> {t('bundles.reading')}
          </p>
        )}
        {outcome.state === 'refused' && <FaultNotice fault={outcome.fault} context={t('bundles.refused')} />}
        {outcome.state === 'taken' && <Taken report={outcome.report} />}
      </section>
    </Sheet>
  );
}

function Taken({ report }: { readonly report: BundleReport }) {
  const { t } = useTranslation();
  const { accepted, batches, receipts, branches = [], device } = report;
  const setAside = batches.reduce((sum, { quarantined }) => sum + quarantined.length, 0);
  const save = () => {
    const { name, text } = receiptFile(report);
    saveText(name, text);
  };
  return (
    <>
      <p className={styles.result} role="status">
        {accepted > 0 ? t('bundles.accepted', { count: accepted }) : isWhole(report) && t('bundles.nothingNew')}
        {accepted === 0 && !isWhole(report) && isPartial(report) && t('bundles.noneNew')}
        {setAside > 0 && <span className={styles.aside}>{t('bundles.quarantined', { count: setAside })}</span>}
      </p>
      <p className={styles.device}>
        <BundleDevice deviceId={device} />
      </p>
      {faultsOf(report).map((fault) => (
        <FaultNotice
          key={fault.code}
          fault={fault}
          severity="warning"
          context={t(isPartial(report) ? 'bundles.partly' : 'bundles.refused')}
        />
      ))}
      {receipts.length + branches.length > 0 && (
        <p className={styles.receipt}>
          <Button onClick={save}>{t('bundles.receipt')}</Button>
          <span className={styles.hint}>{t('bundles.receiptHint')}</span>
        </p>
      )}
    </>
  );
}
