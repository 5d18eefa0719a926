import type { BridgeResult, MirrorCheckpoint, MirrorPage, Result } from '@pingjia/shared';
import type { RequestFailure } from '../bridge/open-requests.ts';
import type { ScreenModel } from '../session/screen-model.ts';

/** What a mirror found about itself when it opened. */
export type Rebuilt = 'no' | 'gone' | 'short' | 'different';

/** Records of an epoch that the journal lost, both ends included. */
export type HealRange = Omit<Extract<MirrorPage, { outcome: 'heal' }>, 'outcome'>;

/** Up to where a mirror goes, and whose records it holds: as the page said that brought them, undefined where that is not known. */
export interface OwnedCheckpoint extends MirrorCheckpoint {
  readonly device?: string | null | undefined;
}

/** The journal as the mirror sees it. */
export interface JournalSource {
  /** The records after `after`, or from the start; at most `limit`, possibly fewer although there are more. */
  pull(after: OwnedCheckpoint | null, limit: number): Promise<Result<MirrorPage, RequestFailure>>;
  /** What the journal asks for of a copy up to `newest` that is about to be dropped, as `pull`. */
  lastAsked(newest: OwnedCheckpoint): Promise<Result<MirrorPage, RequestFailure>>;
  /** Gives back what the journal asked for. */
  heal(range: HealRange, texts: readonly string[]): Promise<Result<BridgeResult<'mirror.heal'>, RequestFailure>>;
  report(records: number, rebuilt: Rebuilt): Promise<Result<BridgeResult<'mirror.report'>, RequestFailure>>;
  /** Calls `listener` whenever there may be more, until the returned function is called. */
  onGrown(listener: () => void): () => void;
}

export function bridgeJournal(model: ScreenModel): JournalSource {
  return {
    pull: (after, limit) => model.bridge.request({ method: 'mirror.pull', ...apart(after), limit }),
    lastAsked: (newest) => model.bridge.request({ method: 'mirror.pull', ...apart(newest), limit: 1, dropping: true }),
    heal: ({ epoch, from, to }, texts) =>
      model.bridge.request({ method: 'mirror.heal', epoch, from, to, texts: [...texts] }),
    report: (records, rebuilt) => model.bridge.request({ method: 'mirror.report', records, rebuilt }),
    onGrown: (grew) => model.onJournal({ grew }),
  };
}

/** As the bridge's contract has it. */
function apart(after: OwnedCheckpoint | null) {
  if (after === null) return { after };
  const { epoch, seq, hash, device } = after;
  return { after: { epoch, seq, hash }, device };
}
