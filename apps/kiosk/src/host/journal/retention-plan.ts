import type { Receipt } from '@pingjia/shared';
import { z } from 'zod';
import type { EpochSummary } from './epoch-summary.ts';

export interface RetentionLimits {
  /** Time between two receipts of the server, by its clock. */
  readonly milliseconds: number;
  /** Bytes of all segments together. */
  readonly bytes: number;
}

export const defaultRetention: RetentionLimits = { milliseconds: 90 * 24 * 3_600_000, bytes: 500 * 1024 * 1024 };

/** When the server first had each file, by the receipts' own dates: no clock of the pad is in it. */
export const receivedSchema = z.object({
  newest: z.int(),
  /** By epoch and number of the file. */
  files: z.record(z.string(), z.int()),
});
export type Received = z.infer<typeof receivedSchema>;

/** A file of one epoch with the records that it holds. */
interface FileSpan {
  readonly segment: number;
  readonly last: number;
  /** The file behind it. */
  readonly next: number;
}

/** How far an epoch could be dropped: everything up to the end of one of these files, the farthest first. */
export interface DropPlan {
  readonly epoch: string;
  readonly boundaries: readonly { readonly segment: number; readonly through: number }[];
}

/** Notes which files the receipts cover for the first time. */
export function noteReceipts(
  { newest, files }: Received,
  epochs: readonly EpochSummary[],
  receipts: ReadonlyMap<string, Receipt>,
): Received {
  const dates = [...receipts.values()].map(({ issuedAt = 0 }) => issuedAt);
  const noted: Received = { newest: Math.max(newest, ...dates), files: {} };
  for (const [place, summary] of epochs.entries()) {
    const receipt = receipts.get(summary.epoch);
    for (const { segment, last } of spansOf(summary, place === epochs.length - 1)) {
      const key = keyOf(summary.epoch, segment);
      const covered = receipt?.issuedAt !== undefined && last <= receipt.watermark.seq ? receipt.issuedAt : undefined;
      const since = files[key] ?? covered;
      if (since !== undefined) noted.files[key] = since;
    }
  }
  return noted;
}

/** What may be dropped next: whole files, oldest first, that the server has and that are too old or too many. Null: nothing. */
export function planDrop(
  epochs: readonly EpochSummary[],
  { newest, files }: Received,
  limits: RetentionLimits,
  segmentBytes: number,
): DropPlan | null {
  const spans = epochs.map((summary, place) => spansOf(summary, place === epochs.length - 1));
  let bytes = epochs.reduce((sum, { segments }) => sum + segments().size * segmentBytes, 0);
  for (const [place, { epoch, tip, pruned }] of epochs.entries()) {
    // What is dropped is a beginning of the whole journal.
    if (pruned.seq === tip.seq) continue;
    const boundaries: { segment: number; through: number }[] = [];
    for (const { segment, last, next } of spans[place] ?? []) {
      const received = files[keyOf(epoch, segment)];
      if (received === undefined) break;
      if (newest - received < limits.milliseconds && bytes <= limits.bytes) break;
      bytes -= segmentBytes;
      boundaries.unshift({ segment: next, through: last });
    }
    return boundaries.length === 0 ? null : { epoch, boundaries };
  }
  return null;
}

/** Files that take no more records. */
function spansOf({ segments, tip }: EpochSummary, current: boolean): readonly FileSpan[] {
  const firsts = [...segments()].filter(([segment]) => segment < 1_000_000).sort(([a], [b]) => a - b);
  return firsts.flatMap(([segment], place) => {
    const following = firsts[place + 1];
    if (following !== undefined) return [{ segment, last: following[1] - 1, next: following[0] }];
    return current ? [] : [{ segment, last: tip.seq, next: segment + 1 }];
  });
}

const keyOf = (epoch: string, segment: number) => `${epoch} ${segment}`;
