import type { EvaluationItem } from '@pingjia/shared';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EvaluationFacts } from './evaluation-facts.tsx';

interface EvaluationDrawerProps {
  /** What to show; null closes. */
  readonly evaluation: EvaluationItem | null;
  readonly onClose: () => void;
}

export function EvaluationDrawer({ evaluation, onClose }: EvaluationDrawerProps) {
  const { t } = useTranslation();
  // Keeps the content while the drawer slides out.
  const [last, setLast] = useState(evaluation);
  if (evaluation !== null && evaluation !== last) setLast(evaluation);
  return (
    <Drawer
      open={evaluation !== null}
      onClose={onClose}
      title={t('evaluation.title')}
      size={520}
      destroyOnHidden
      data-testid="evaluation-drawer"
    >
      {last !== null && <EvaluationFacts evaluation={last} />}
    </Drawer>
  );
}
