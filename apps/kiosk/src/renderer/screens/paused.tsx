import type { ErrorCode } from '@pingjia/shared';
import { PauseMark } from '../components/icons.tsx';
import { usePad } from '../components/pad-context.ts';
import { Message } from './message.tsx';

/** No press can be made durable: it is said so, and none is taken. */
export function Paused({ code }: { readonly code: ErrorCode }) {
  const { t } = usePad();
  return (
    <Message name="paused" mark={<PauseMark />} title={t('paused.title')} text={t('paused.text')}>
      <p className="code">{t('paused.code', { code })}</p>
    </Message>
  );
}
