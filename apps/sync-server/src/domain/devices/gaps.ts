import type { Gap } from '@pingjia/shared';
import type { DeclaredGapRow } from '../../store/schema.ts';

interface Place {
  readonly epoch: string;
  readonly seq: number;
}

/** What the device says it wrote and is not held: beyond the watermark of each epoch, where records rotted, and what it pruned. */
export function findGaps(
  claims: readonly Place[],
  watermarks: ReadonlyMap<string, number>,
  rotted: readonly Place[],
  pruned: readonly DeclaredGapRow[],
): Gap[] {
  const missing = claims
    .map(({ epoch, seq }): Gap => ({ epoch, from: (watermarks.get(epoch) ?? 0) + 1, to: seq, kind: 'missing' }))
    .filter(({ from, to }) => from <= to);
  const declared = pruned.map((gap): Gap => ({ epoch: gap.epoch, from: gap.from_seq, to: gap.to_seq, kind: 'pruned' }));
  return [...declared, ...joinRuns(rotted), ...missing];
}

/** `places` are sorted by epoch and seq. */
function joinRuns(places: readonly Place[]): Gap[] {
  const runs: Gap[] = [];
  for (const { epoch, seq } of places) {
    const run = runs.at(-1);
    if (run !== undefined && run.epoch === epoch && run.to === seq - 1) run.to = seq;
    else runs.push({ epoch, from: seq, to: seq, kind: 'rotted' });
  }
  return runs;
}
