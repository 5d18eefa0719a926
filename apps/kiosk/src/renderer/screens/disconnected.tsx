import { LinkMark } from '../components/icons.tsx';
import { usePad } from '../components/pad-context.ts';
import { Message } from './message.tsx';

export interface DisconnectedProps {
  /** No host yet, none any more, or one that has not been told which window this is. */
  readonly why: 'starting' | 'disconnected' | 'unconfigured';
}

/** There is nothing to evaluate with. */
export function Disconnected({ why }: DisconnectedProps) {
  const { t } = usePad();
  return <Message name={why} mark={<LinkMark />} title={t(`${why}.title`)} text={t(`${why}.text`)} />;
}
