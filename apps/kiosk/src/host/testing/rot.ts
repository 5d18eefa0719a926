import { decodeEnvelope } from '@pingjia/shared';
import { scanSegment } from '../journal/segment.ts';
import type { SimulatedDisk } from './simulated-disk.ts';

/** Where a record's frame lies on a disk. */
export interface FramePosition {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
  /** Bytes of the records in it. */
  readonly parts: readonly Uint8Array[];
}

/** Every frame of an epoch's appended records, in file order. */
export function framesOf(disk: SimulatedDisk, folder: string, epoch: string): readonly FramePosition[] {
  const paths = disk.paths.filter((path) => path.startsWith(`${folder}/`) && /\/\d{6}\.seg$/.test(path));
  return paths
    .filter((path) => path.includes(epoch))
    .flatMap((path) =>
      scanSegment(disk.bytesOf(path)).frames.map(({ offset, frame: { size, parts } }) => ({
        path,
        offset,
        size,
        parts,
      })),
    );
}

/** Bad sectors where a record lies: nothing of its frame can be read any more. */
export function rotRecord(disk: SimulatedDisk, folder: string, epoch: string, seq: number): void {
  const holds = (bytes: Uint8Array) => {
    const decoded = decodeEnvelope(bytes);
    return decoded.ok && decoded.value.seq === seq;
  };
  const frame = framesOf(disk, folder, epoch).find(({ parts }) => parts.some(holds));
  if (frame === undefined) return;
  disk.alter(frame.path, (bytes) => bytes.fill(0xa5, frame.offset, frame.offset + frame.size));
}
