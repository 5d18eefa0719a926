import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiFault } from '../api/api-fault.ts';
import { faultKey } from '../copy/fault-codes.ts';
import styles from './fault-notice.module.css';

interface FaultNoticeProps {
  readonly fault: ApiFault;
  /** Said before what went wrong, such as "older rows could not be loaded". */
  readonly context?: string;
  readonly severity?: 'error' | 'warning';
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}

/** What went wrong, what to do, and what the maintainers need to know. */
export function FaultNotice({ fault, context, severity = 'error', onRetry, children }: FaultNoticeProps) {
  const { t } = useTranslation();
  const words = `faults.${faultKey(fault)}` as const;
  const isBenign = fault.code === 'SIGN_IN_FAILED' || fault.code === 'SIGN_IN_THROTTLED';
  return (
    <Alert
      type={severity}
      showIcon
      data-fault={fault.code}
      title={context === undefined ? t(`${words}.title`) : `${context} · ${t(`${words}.title`)}`}
      description={
        <>
          <div>{t(`${words}.todo`)}</div>
          {children}
          {!isBenign && fault.requestId !== undefined && (
            <div className={styles.technical}>{t('common.requestId', { id: fault.requestId })}</div>
          )}
          {!isBenign && fault.detail !== undefined && (
            <div className={styles.technical}>{t('common.detail', { detail: fault.detail })}</div>
          )}
        </>
      }
      action={onRetry !== undefined && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    />
  );
}
