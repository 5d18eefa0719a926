import type { ErrorCode } from '@pingjia/shared';
import { PauseMark } from '../components/icons.tsx';
import { usePad } from '../components/pad-context.ts';
import { Message } from './message.tsx';

/** No press is taken, and it is said why: none can be made durable, or the window is closed for the moment. */
export function Paused({ code }: { readonly code: ErrorCode }) {
  const { t } = usePad();
  if (code === 'WINDOW_PAUSED')
    return <Message name="paused" mark={<PauseMark />} title={t('closed.title')} text={t('closed.text')} />;
  return (
    <Message name="paused" mark={<PauseMark />} title={t('paused.title')} text={t('paused.text')}>
      <p className="code">{t('paused.code', { code })}</p>
    </Message>
  );
}
