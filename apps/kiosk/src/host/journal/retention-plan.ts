import type { Receipt } from '@pingjia/shared';
import { z } from 'zod';
import type { EpochSummary } from './epoch-summary.ts';
import type { ReceivedEpoch } from './received-records.ts';

export interface RetentionLimits {
  /** Time between two receipts of the server, as `Received` counts it. */
  readonly milliseconds: number;
  /** Bytes of all segments together. */
  readonly bytes: number;
}

export const defaultRetention: RetentionLimits = { milliseconds: 90 * 24 * 3_600_000, bytes: 500 * 1024 * 1024 };

/** Longest step between two dates that counts whole, milliseconds: a server's clock that jumps by years ages nothing by years. */
const longestStep = 7 * 24 * 3_600_000;

/** When the server first had each file, in a time that advances with the receipts' own dates: no clock of the pad is in it. */
export const receivedSchema = z.object({
  /** Date of the newest epoch's receipt when it was last looked at. */
  date: z.int().nullable(),
  /** Milliseconds between such dates so far; a step back counts as none. */
  age: z.int().min(0),
  /** The age at which a file was first covered, by epoch and number of the file. */
  files: z.record(z.string(), z.int()),
  /** Up to where a forked epoch is the one that the server has: its own branch lies behind. */
  branches: z.record(z.string(), z.int()).default({}),
});
export type Received = z.infer<typeof receivedSchema>;

export const nothingReceived: Received = { date: null, age: 0, files: {}, branches: {} };

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

/**
 * Notes which files the receipts cover, or those of the records that carry theirs: `received`. One that they cover no more,
 * a server being restored, has to be received anew.
 */
export function noteReceipts(
  { date, age, files, branches }: Received,
  epochs: readonly EpochSummary[],
  receipts: ReadonlyMap<string, Receipt>,
  received: ReadonlyMap<string, ReceivedEpoch>,
): Received {
  // Receipts of earlier epochs keep their dates, however wrong they are.
  const now = epochs.flatMap(({ epoch }) => receipts.get(epoch)?.issuedAt ?? []).at(-1) ?? date;
  const step = now === null || date === null ? 0 : Math.min(longestStep, Math.max(0, now - date));
  const noted: Received = { date: now, age: age + step, files: {}, branches };
  for (const [place, summary] of epochs.entries()) {
    const through = received.get(summary.epoch)?.through ?? 0;
    for (const { segment, last } of spansOf(summary, place === epochs.length - 1)) {
      const key = keyOf(summary.epoch, segment);
      if (last <= through) noted.files[key] = files[key] ?? noted.age;
    }
  }
  return noted;
}

/** What may be dropped next: whole files, oldest first, that the server has and that are too old or too many. Null: nothing. */
export function planDrop(
  epochs: readonly EpochSummary[],
  { age, files }: Received,
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
      if (age - received < limits.milliseconds && bytes <= limits.bytes) break;
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
