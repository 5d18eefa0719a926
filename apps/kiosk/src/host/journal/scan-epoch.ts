import type { EpochChain, RecordVisitor } from './epoch-chain.ts';
import { scanSegment } from './segment.ts';
import type { SegmentFiles } from './segment-files.ts';

/** Where reading begins, or ends: 0 is the beginning of the file. */
export interface ScanPlace {
  readonly segment: number;
  readonly offset: number;
}

/** Where an epoch's next append belongs. */
export interface EpochEnd {
  readonly segment: number;
  readonly offset: number;
  /** Where the segment's first record frame lies: behind its header. */
  readonly firstOffset: number;
  /** Where the newest frame lies; 0 where this reading found none. */
  readonly newest: number;
  /** Bytes behind the end are neither zeros nor followed by anything whole. */
  readonly torn: boolean;
}

export interface ScanOptions {
  readonly start: ScanPlace;
  /** Nothing behind it is read; left out, everything is. What is appended while the reading pauses must lie behind it. */
  readonly until?: ScanPlace;
  readonly visit: RecordVisitor;
  readonly pause?: () => Promise<void>;
}

/** Records taken between two pauses. */
const stretch = 128;

const nowhere: ScanPlace = { segment: Number.POSITIVE_INFINITY, offset: 0 };

/**
 * Reads an epoch's files from `start` on into `chain`, which knows everything before, and says where appends go on.
 * `pause` is awaited every few records: verification in the background must not hold up a press.
 */
export async function scanEpoch(
  files: SegmentFiles,
  chain: EpochChain,
  { start, until = nowhere, visit, pause }: ScanOptions,
): Promise<EpochEnd> {
  const { appended } = await files.numbers();
  const numbers = appended.filter((number) => number >= start.segment && number <= until.segment);
  let end: EpochEnd = {
    segment: numbers[0] ?? start.segment,
    offset: start.offset,
    firstOffset: 0,
    newest: 0,
    torn: false,
  };
  /** What was unreadable before the next record that is found. */
  let pending: { segment: number; offset: number; kind: 'unreadable' | 'header' } | null = null;
  for (const segment of numbers) {
    const base = segment === start.segment ? start.offset : 0;
    const bytes = await files.bytes(segment, base);
    const scanned = scanSegment(segment === until.segment ? bytes.subarray(0, until.offset - base) : bytes, base);
    if (base === 0 && scanned.header?.epoch !== chain.epoch) pending ??= { segment, offset: 0, kind: 'header' };
    // A file that was made ready and not used yet is all zeros behind its header.
    if (scanned.frames.length > 0 || scanned.torn || segment === numbers[0]) {
      // Frames in a later segment prove that what looked torn before was written once.
      if (end.torn) pending ??= { segment: end.segment, offset: end.offset, kind: 'unreadable' };
      const firstOffset = scanned.frames[0]?.offset ?? scanned.end;
      const newest = scanned.frames.at(-1)?.offset ?? 0;
      end = { segment, offset: scanned.end, firstOffset, newest, torn: scanned.torn };
    }
    for (const [position, { frame, offset, damagedFrom }] of scanned.frames.entries()) {
      if (damagedFrom !== null) pending ??= { segment, offset: damagedFrom, kind: 'unreadable' };
      const { seq } = chain.tip;
      const holes = chain.index.holes.length;
      chain.take(frame.parts, { segment, offset }, (position === 0 && base === 0) || pending !== null, visit);
      // Bytes between two records that follow each other took the place of none.
      const stray = chain.index.holes.length === holes && pending?.kind === 'unreadable';
      if (pending !== null) chain.note({ ...pending, seq: seq + 1, ...(stray ? { kind: 'misplaced' } : {}) });
      if (!frame.clean) chain.note({ kind: 'misplaced', seq: chain.tip.seq, segment, offset });
      pending = null;
      if (position % stretch === stretch - 1) await pause?.();
    }
    await pause?.();
  }
  if (pending !== null) chain.note({ ...pending, seq: chain.tip.seq + 1 });
  return end;
}
