import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { faultOf } from '../api/api-fault.ts';
import { FaultNotice } from '../components/fault-notice.tsx';
import type { Ledger } from './ledger/use-ledger.ts';
import styles from './older-rows.module.css';

/** The foot of the table: more, the end, or why there is no more. */
export function OlderRows({ older, count }: { readonly older: Ledger['older']; readonly count: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.foot}>
      {older.error !== null && (
        <FaultNotice fault={faultOf(older.error)} context={t('evaluations.loadOlderFailed')} onRetry={older.load} />
      )}
      {older.error === null && older.has && (
        <Button loading={older.loading} onClick={older.load} data-testid="load-older">
          {t('evaluations.loadOlder')}
        </Button>
      )}
      {!older.has && <span className="quiet">{t('evaluations.end', { count })}</span>}
    </div>
  );
}
