import type { HostStatus } from '@pingjia/shared';
import type { MirrorState } from '../data/mirror-state.ts';
import { usePad } from './pad-context.ts';

export interface StatusNoteProps {
  readonly status: HostStatus | null;
  readonly mirror: MirrorState;
}

type Note = 'padLost' | 'padUntaught' | 'syncRefused' | 'mirrorUnavailable' | 'offline';

/** One quiet line for whoever looks after the pad; nothing when all is well. */
export function StatusNote({ status, mirror }: StatusNoteProps) {
  const { t } = usePad();
  const note = chooseNote(status, mirror);
  return (
    <footer className="note" data-testid="note" data-note={note}>
      {note === null ? null : t(`note.${note}`)}
    </footer>
  );
}

function chooseNote(status: HostStatus | null, mirror: MirrorState): Note | null {
  if (status?.pads.some(({ state }) => state === 'lost') === true) return 'padLost';
  if (status?.pads.some(({ fault }) => fault?.code === 'PAD_KEYS_UNKNOWN') === true) return 'padUntaught';
  if (status?.sync.phase === 'refused') return 'syncRefused';
  if (mirror.phase === 'unavailable') return 'mirrorUnavailable';
  if (status?.sync.phase === 'waiting') return 'offline';
  return null;
}
