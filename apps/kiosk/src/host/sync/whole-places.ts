import type { EpochSummary } from '../journal/epoch-summary.ts';
import type { Carrier } from './carried-records.ts';

type Held = Pick<EpochSummary, 'epoch' | 'tip' | 'pruned' | 'holes'>;

/** Whether what was written at a place of this journal is still there, as far as known, or was dropped after the server had it. */
export function wholePlaces(epochs: readonly Held[]): (place: Carrier) => boolean {
  const held = new Map(epochs.map((summary) => [summary.epoch, summary]));
  return ({ epoch, seq }) => {
    const summary = held.get(epoch);
    if (summary === undefined) return false;
    const { tip, pruned, holes } = summary;
    // Where its place is not known, any hole may be it.
    if (seq === null) return holes.length === 0;
    if (seq <= pruned.seq) return true;
    return seq <= tip.seq && !holes.some(({ from, to }) => from <= seq && seq <= to);
  };
}
