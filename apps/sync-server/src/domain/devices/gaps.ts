import type { Gap } from '@pingjia/shared';

interface Place {
  readonly epoch: string;
  readonly seq: number;
}

/** What the device says it wrote and is not held: beyond the watermark of each epoch, and where records rotted. */
export function findGaps(
  claims: readonly Place[],
  watermarks: ReadonlyMap<string, number>,
  rotted: readonly Place[],
): Gap[] {
  const missing = claims
    .map(({ epoch, seq }) => ({ epoch, from: (watermarks.get(epoch) ?? 0) + 1, to: seq }))
    .filter(({ from, to }) => from <= to);
  return [...joinRuns(rotted), ...missing];
}

/** `places` are sorted by epoch and seq. */
function joinRuns(places: readonly Place[]): Gap[] {
  const runs: Gap[] = [];
  for (const { epoch, seq } of places) {
    const run = runs.at(-1);
    if (run !== undefined && run.epoch === epoch && run.to === seq - 1) run.to = seq;
    else runs.push({ epoch, from: seq, to: seq });
  }
  return runs;
}
