import type { SimulatedDisk } from '@pingjia/kiosk/host/testing/simulated-disk';
import { journalFrames } from '../model/journal-frames.ts';

/**
 * Spoils `length` bytes at `where` (0 to 1) of what a journal wrote, short of its last frame: a spoilt end that no
 * receipt covers cannot be told from an append that the power cut short.
 */
export function rotJournal(disk: SimulatedDisk, where: number, length: number): void {
  const frames = journalFrames(disk);
  const target = frames[Math.floor(where * Math.max(0, frames.length - 1))];
  const last = frames.filter(({ path }) => path === target?.path).at(-1);
  if (target === undefined || last === undefined || target === last) return;
  const file = disk.durableFiles('.seg').find(({ path }) => path === target.path);
  const end = Math.min(target.offset + 20 + length, last.offset);
  const from = target.offset + 20;
  if (from < end) file?.inode.rot(from, Buffer.alloc(end - from, 0xa5));
}
