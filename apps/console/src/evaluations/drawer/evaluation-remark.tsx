import type { EvaluationItem, RemarkAnswer } from '@pingjia/shared';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiFault } from '../../api/api-fault.ts';
import { FactList } from '../../components/fact-list.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useServices } from '../../services.tsx';
import { useSession } from '../../session/use-session.ts';
import { markErased } from '../ledger/mark-erased.ts';
import { leftParts } from '../left-parts.ts';
import { EraseRemark } from './erase-remark.tsx';
import styles from './evaluation-remark.module.css';

/** That the citizen left something; what, on request only. It is kept nowhere but on the open page. */
export function EvaluationRemark({ evaluation }: { readonly evaluation: EvaluationItem }) {
  const { t } = useTranslation();
  const { api } = useServices();
  const [shown, setShown] = useState<RemarkAnswer | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [isReading, setReading] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const client = useQueryClient();
  const { data: session } = useSession();
  const { remark } = evaluation;
  if (remark === undefined) return null;

  async function reveal(): Promise<void> {
    setReading(true);
    const answer = await api.remark(evaluation.deviceId, evaluation.evaluationId);
    setReading(false);
    setFault(answer.ok ? null : answer.error);
    setShown(answer.ok ? answer.value : null);
  }

  function erased(why: string): void {
    setShown(null);
    setFault(null);
    setReason(why);
    markErased(client, evaluation);
  }

  const state = shown?.state ?? remark.state;
  const mayErase = session?.signedIn === true && session.session.mayErase;
  const parts = leftParts(t, remark);
  const fact = (text: string | null) =>
    text === null ? (
      <span className="quiet">{t('evaluation.none')}</span>
    ) : (
      <bdi className={styles.text} dir="auto">
        {text}
      </bdi>
    );
  return (
    <section data-testid="remark" data-state={state}>
      <FactList
        title={t('remark.title')}
        hint={reason === null ? t(`remark.${state}`, { parts }) : t('remark.erasedNow', { reason })}
        facts={[
          shown?.state === 'held' && [t('remark.comment'), fact(shown.comment)],
          shown?.state === 'held' && [t('remark.phone'), fact(shown.phone)],
        ]}
      />
      <Flex gap="small" className={styles.acts}>
        {remark.state === 'held' && shown === null && (
          <Button onClick={reveal} loading={isReading} data-testid="remark-reveal">
            {t('remark.reveal')}
          </Button>
        )}
        {state !== 'erased' && mayErase && <EraseRemark evaluation={evaluation} parts={parts} onErased={erased} />}
      </Flex>
      {fault !== null && <FaultNotice fault={fault} />}
    </section>
  );
}
