import { z } from 'zod';
import { FaultError, parseJson } from '@pingjia/shared';
import type { FileSystem } from './file-system.ts';
import { decodeFrame, encodeHeaderFrame, type Frame, findFrame } from './frame.ts';
import { segmentName } from './segment-files.ts';

/** Bytes reserved, zero-filled and synced, before a segment is used: some 10,000 presses. */
export const defaultSegmentBytes = 4 * 1024 * 1024;

const segmentFormat = 1;
const headerSchema = z.object({ format: z.int(), epoch: z.string(), number: z.int() });
type SegmentHeader = z.infer<typeof headerSchema>;

/**
 * Makes a segment under its final name: its header, `frames` and zeros up to `bytes` are on disk and its name is durable.
 * Throws the platform's error (ENOSPC when the disk is full) and leaves nothing behind under the final name.
 */
export async function prepareSegment(
  fs: FileSystem,
  folder: string,
  header: Omit<SegmentHeader, 'format'>,
  bytes: number,
  frames: readonly Uint8Array[] = [],
) {
  const path = `${folder}/${segmentName(header.number)}`;
  await fs.remove(`${path}.new`);
  const file = await fs.open(`${path}.new`, 'create');
  try {
    const parts = [encodeHeaderFrame(JSON.stringify({ format: segmentFormat, ...header })), ...frames];
    const size = parts.reduce((sum, { length }) => sum + length, 0);
    await file.write(0, Buffer.concat([...parts, Buffer.alloc(Math.max(0, bytes - size))]));
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.rename(`${path}.new`, path);
  await fs.syncFolder(folder);
}

export interface ScannedFrame {
  readonly offset: number;
  readonly frame: Frame;
  /** Where unreadable bytes begin that lie between the frame before and this one; null if there are none. */
  readonly damagedFrom: number | null;
}

export interface ScannedSegment {
  readonly header: SegmentHeader | null;
  /** Record frames in file order. */
  readonly frames: readonly ScannedFrame[];
  /** Where the next frame belongs. */
  readonly end: number;
  /** Bytes behind `end` that are neither zeros nor followed by a whole frame: a torn append. */
  readonly torn: boolean;
}

/** Everything readable in a segment's bytes, which begin at `base` of the file. Throws JOURNAL_VERSION_UNKNOWN for a later version. */
export function scanSegment(bytes: Buffer, base = 0): ScannedSegment {
  const frames: ScannedFrame[] = [];
  let header: SegmentHeader | null = null;
  let offset = 0;
  let damagedFrom: number | null = null;
  for (;;) {
    const frame = decodeFrame(bytes, offset);
    if (frame === null) {
      const end = base + offset;
      if (isZero(bytes, offset)) return { header, frames, end, torn: false };
      const next = findFrame(bytes, offset + 1);
      if (next === -1) return { header, frames, end, torn: true };
      damagedFrom = end;
      offset = next;
      continue;
    }
    if (frame.header) header = frame.clean ? readHeader(frame) : null;
    else frames.push({ offset: base + offset, frame, damagedFrom });
    damagedFrom = null;
    offset += frame.size;
  }
}

/** Whether a segment's bytes are an epoch's header and zeros, as it was made. */
export function isUnused(bytes: Buffer, epoch: string): boolean {
  const { header, frames, torn } = scanSegment(bytes);
  return header?.epoch === epoch && frames.length === 0 && !torn;
}

function readHeader(frame: Frame): SegmentHeader | null {
  const header = headerSchema.safeParse(parseJson(Buffer.from(frame.parts[0] ?? []).toString('utf8'))).data ?? null;
  if (header !== null && header.format > segmentFormat) {
    throw new FaultError('JOURNAL_VERSION_UNKNOWN', `segment format ${header.format}`);
  }
  return header;
}

const zeros = Buffer.alloc(64 * 1024);

function isZero(bytes: Buffer, from: number): boolean {
  for (let at = from; at < bytes.length; at += zeros.length) {
    const part = bytes.subarray(at, at + zeros.length);
    if (!part.equals(zeros.subarray(0, part.length))) return false;
  }
  return true;
}
