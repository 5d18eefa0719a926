import type { EvaluationItem } from '@pingjia/shared';
import { Button, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiFault } from '../../api/api-fault.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useServices } from '../../services.tsx';
import styles from './erase-remark.module.css';

/** As the contract has it. */
const longestReason = 200;

interface EraseRemarkProps {
  readonly evaluation: EvaluationItem;
  /** What was left, in the words of a sentence. */
  readonly parts: string;
  readonly onErased: (reason: string) => void;
}

/** Erases what was left, after a second look and with a reason: nobody can bring it back. */
export function EraseRemark({ evaluation, parts, onErased }: EraseRemarkProps) {
  const { t } = useTranslation();
  const { api } = useServices();
  const hint = useId();
  const [form] = Form.useForm<{ reason: string }>();
  const [isOpen, setOpen] = useState(false);
  const [isErasing, setErasing] = useState(false);
  const [fault, setFault] = useState<ApiFault | null>(null);

  async function erase({ reason }: { readonly reason: string }): Promise<void> {
    setErasing(true);
    const answer = await api.eraseRemark(evaluation.deviceId, evaluation.evaluationId, { reason: reason.trim() });
    setErasing(false);
    setFault(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setOpen(false);
    onErased(reason.trim());
  }

  return (
    <>
      <Button danger onClick={() => setOpen(true)} data-testid="remark-erase">
        {t('remark.erase')}
      </Button>
      <Modal
        open={isOpen}
        title={t('remark.eraseTitle')}
        okText={t('remark.eraseForGood')}
        okButtonProps={{ danger: true, htmlType: 'submit', form: 'erase-remark' }}
        cancelText={t('common.cancel')}
        confirmLoading={isErasing}
        onCancel={() => setOpen(false)}
        afterOpenChange={(open) => {
          if (open) form.focusField('reason');
          else setFault(null);
        }}
        mask={{ closable: false }}
        centered
        destroyOnHidden
      >
        <p className={styles.means}>{t('remark.eraseMeans', { parts })}</p>
        <Form form={form} id="erase-remark" layout="vertical" requiredMark={false} preserve={false} onFinish={erase}>
          <Form.Item
            name="reason"
            label={t('remark.eraseReason')}
            className={styles.reason ?? ''}
            rules={[{ required: true, whitespace: true, message: t('remark.eraseReasonMissing') }]}
          >
            <Input
              maxLength={longestReason}
              showCount
              autoComplete="off"
              aria-describedby={hint}
              data-testid="remark-erase-reason"
            />
          </Form.Item>
          <p id={hint} className={styles.hint} data-testid="remark-erase-hint">
            {t('remark.eraseReasonHint')}
          </p>
        </Form>
        {fault !== null && <FaultNotice fault={fault} />}
      </Modal>
    </>
  );
}
