import { z } from 'zod';
import { FaultError } from '@pingjia/shared';
import type { FileSystem, OpenFile } from './file-system.ts';
import { decodeFrame, encodeHeaderFrame, type Frame, findFrame } from './frame.ts';

/** Bytes reserved, zero-filled and synced, before a segment is used: some 10,000 presses. */
export const defaultSegmentBytes = 4 * 1024 * 1024;

const segmentFormat = 1;
const headerSchema = z.object({ format: z.int(), epoch: z.string(), number: z.int() });
type SegmentHeader = z.infer<typeof headerSchema>;

export function segmentName(number: number): string {
  return `${String(number).padStart(6, '0')}.seg`;
}

/**
 * Makes a segment ready for appends: its header and zeros are on disk and its name is durable.
 * Throws the platform's error (ENOSPC when the disk is full) and leaves nothing behind under the final name.
 */
export async function prepareSegment(
  fs: FileSystem,
  folder: string,
  header: Omit<SegmentHeader, 'format'>,
  bytes: number,
) {
  const path = `${folder}/${segmentName(header.number)}`;
  const file = await fs.open(`${path}.new`, 'create');
  try {
    const content = Buffer.alloc(bytes);
    content.set(encodeHeaderFrame(JSON.stringify({ format: segmentFormat, ...header })));
    await file.write(0, content);
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
  /** Unreadable bytes lie between the frame before and this one. */
  readonly afterDamage: boolean;
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

/** Everything readable in a segment. Throws JOURNAL_VERSION_UNKNOWN for a segment of a later version. */
export function scanSegment(bytes: Buffer): ScannedSegment {
  const frames: ScannedFrame[] = [];
  let header: SegmentHeader | null = null;
  let offset = 0;
  let afterDamage = false;
  for (;;) {
    const frame = decodeFrame(bytes, offset);
    if (frame === null) {
      if (isZero(bytes, offset)) return { header, frames, end: offset, torn: false };
      const next = findFrame(bytes, offset + 1);
      if (next === -1) return { header, frames, end: offset, torn: true };
      offset = next;
      afterDamage = true;
      continue;
    }
    if (frame.header) header = readHeader(frame);
    else frames.push({ offset, frame, afterDamage });
    afterDamage = false;
    offset += frame.size;
  }
}

/** Reads the whole file. */
export async function readWhole(file: OpenFile): Promise<Buffer> {
  const bytes = await file.read(0, await file.size());
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function readHeader(frame: Frame): SegmentHeader | null {
  const header =
    headerSchema.safeParse(JSON.parse(Buffer.from(frame.parts[0] ?? []).toString('utf8') || 'null')).data ?? null;
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
