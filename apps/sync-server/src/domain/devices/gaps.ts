import type { Gap } from '@pingjia/shared';
import type { RottedRun } from '../../store/rotted-runs.ts';
import type { DeclaredGapRow } from '../../store/schema.ts';

interface Place {
  readonly epoch: string;
  readonly seq: number;
}

/** What the device says it wrote and is not held: beyond the watermark of each epoch, where records rotted, and what it pruned. */
export function findGaps(
  claims: readonly Place[],
  watermarks: ReadonlyMap<string, number>,
  rotted: readonly RottedRun[],
  pruned: readonly DeclaredGapRow[],
): Gap[] {
  const missing = claims
    .map(({ epoch, seq }): Gap => ({ epoch, from: (watermarks.get(epoch) ?? 0) + 1, to: seq, kind: 'missing' }))
    .filter(({ from, to }) => from <= to);
  const declared = pruned.map((gap): Gap => ({ epoch: gap.epoch, from: gap.from_seq, to: gap.to_seq, kind: 'pruned' }));
  const gone = rotted.map(({ epoch, from, to }): Gap => ({ epoch, from, to, kind: 'rotted' }));
  return [...declared, ...gone, ...missing];
}
