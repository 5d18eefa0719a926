import { decodeFrame, findFrame } from '@pingjia/kiosk/host/journal/frame';
import type { SimulatedDisk } from '../disk/simulated-disk.ts';

export interface FoundFrame {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
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
    const text = frame.parts.map((part) => Buffer.from(part).toString('utf8')).join('\n');
    if (!frame.header) frames.push({ path, offset, size: frame.size, text });
    offset = findFrame(bytes, offset + frame.size);
  }
  return frames;
}
