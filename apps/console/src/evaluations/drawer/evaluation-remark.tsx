import type { EvaluationItem, RemarkAnswer } from '@pingjia/shared';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiFault } from '../../api/api-fault.ts';
import { FactList } from '../../components/fact-list.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useServices } from '../../services.tsx';
import styles from './evaluation-remark.module.css';

/** That the citizen left something; what, on request only. It is kept nowhere but on the open page. */
export function EvaluationRemark({ evaluation }: { readonly evaluation: EvaluationItem }) {
  const { t } = useTranslation();
  const { api } = useServices();
  const [shown, setShown] = useState<RemarkAnswer | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [isReading, setReading] = useState(false);
  const { remark } = evaluation;
  if (remark === undefined) return null;

  async function reveal(): Promise<void> {
    setReading(true);
    const answer = await api.remark(evaluation.deviceId, evaluation.evaluationId);
    setReading(false);
    setFault(answer.ok ? null : answer.error);
    setShown(answer.ok ? answer.value : null);
  }

  const parts = remark.holds.map((part) => t(`remark.${part}`)).join(t('remark.and'));
  const fact = (text: string | null) =>
    text === null ? (
      <span className="quiet">{t('evaluation.none')}</span>
    ) : (
      <bdi className={styles.text} dir="auto">
        {text}
      </bdi>
    );
  return (
    <section data-testid="remark" data-state={shown?.state ?? remark.state}>
      <FactList
        title={t('remark.title')}
        hint={t(`remark.${shown?.state ?? remark.state}`, { parts })}
        facts={[
          shown?.state === 'held' && [t('remark.comment'), fact(shown.comment)],
          shown?.state === 'held' && [t('remark.phone'), fact(shown.phone)],
        ]}
      />
      {remark.state === 'held' && shown === null && (
        <Button onClick={reveal} loading={isReading} data-testid="remark-reveal">
          {t('remark.reveal')}
        </Button>
      )}
      {fault !== null && <FaultNotice fault={fault} />}
    </section>
  );
}
