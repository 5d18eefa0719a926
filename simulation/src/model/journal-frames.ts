import { decodeFrame, findFrame } from '@pingjia/kiosk/host/journal/frame';
import type { SimulatedDisk } from '@pingjia/kiosk/host/testing/simulated-disk';

export interface FoundFrame {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
  readonly records: readonly string[];
  /** Its records' bytes as one text. */
  readonly text: string;
}

/** Every whole frame of records that a power cut could not take, in the order of its files. */
export function journalFrames(disk: SimulatedDisk): readonly FoundFrame[] {
  return disk.durableFiles('.seg').flatMap(({ path, inode }) => framesOf(path, inode.durable));
}

function framesOf(path: string, bytes: Buffer): FoundFrame[] {
  const frames: FoundFrame[] = [];
  for (let offset = findFrame(bytes, 0); offset !== -1; ) {
    const frame = decodeFrame(bytes, offset);
    if (frame === null) break;
    const records = frame.parts.map((part) => Buffer.from(part).toString('utf8'));
    if (!frame.header) frames.push({ path, offset, size: frame.size, records, text: records.join('\n') });
    offset = findFrame(bytes, offset + frame.size);
  }
  return frames;
}
