import type { BridgeResult, MirrorCheckpoint, MirrorPage, Result } from '@pingjia/shared';
import type { RequestFailure } from '../bridge/open-requests.ts';
import type { ScreenModel } from '../session/screen-model.ts';

/** What a mirror found about itself when it opened. */
export type Rebuilt = 'no' | 'gone' | 'short' | 'different';

/** Records of an epoch that the journal lost, both ends included. */
export type HealRange = Omit<Extract<MirrorPage, { outcome: 'heal' }>, 'outcome'>;

/** The journal as the mirror sees it. */
export interface JournalSource {
  /** The records after `after`, or from the start; at most `limit`, possibly fewer although there are more. */
  pull(after: MirrorCheckpoint | null, limit: number): Promise<Result<MirrorPage, RequestFailure>>;
  /** Gives back what the journal asked for. */
  heal(range: HealRange, texts: readonly string[]): Promise<Result<BridgeResult<'mirror.heal'>, RequestFailure>>;
  report(records: number, rebuilt: Rebuilt): Promise<Result<BridgeResult<'mirror.report'>, RequestFailure>>;
  /** Calls `listener` whenever there may be more, until the returned function is called. */
  onGrown(listener: () => void): () => void;
}

export function bridgeJournal(model: ScreenModel): JournalSource {
  return {
    pull: (after, limit) => model.bridge.request({ method: 'mirror.pull', after, limit }),
    heal: ({ epoch, from, to }, texts) =>
      model.bridge.request({ method: 'mirror.heal', epoch, from, to, texts: [...texts] }),
    report: (records, rebuilt) => model.bridge.request({ method: 'mirror.report', records, rebuilt }),
    onGrown: (grew) => model.onJournal({ grew }),
  };
}
