import { LinkMark } from '../components/icons.tsx';
import { usePad } from '../components/pad-context.ts';
import { Message } from './message.tsx';

/** No host: at the start, or after it went away. */
export function Disconnected({ starting }: { readonly starting: boolean }) {
  const { t } = usePad();
  const texts = starting ? 'starting' : 'disconnected';
  return <Message name={texts} mark={<LinkMark />} title={t(`${texts}.title`)} text={t(`${texts}.text`)} />;
}
