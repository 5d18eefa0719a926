import type { Fault } from '@pingjia/shared';
import { StopMark } from '../components/icons.tsx';
import { usePad } from '../components/pad-context.ts';
import { Message } from './message.tsx';

/** The host will not talk to this page; says why and what to do. */
export function Refused({ fault, onRetry }: { readonly fault: Fault; readonly onRetry: () => void }) {
  const { t } = usePad();
  return (
    <Message name="refused" mark={<StopMark />} title={t('refused.title')} text={t(`fault.${fault.code}`)}>
      <button type="button" className="strong" data-testid="retry" onClick={onRetry}>
        {t('refused.retry')}
      </button>
      <p className="code">{t('paused.code', { code: fault.code })}</p>
    </Message>
  );
}
