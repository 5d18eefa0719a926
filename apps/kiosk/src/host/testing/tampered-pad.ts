import { nodeSha256 } from '@pingjia/node-platform';
import type { Position } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import type { Anchor } from '../journal/anchors.ts';
import { JournalSurvey } from '../journal/survey.ts';
import { CrashWorld } from './crash-world.ts';
import { type FramePosition, framesOf } from './rot.ts';
import type { SimulatedDisk } from './simulated-disk.ts';

/** A pad's disk with a journal of two epochs, what the server signed for, an older state of it, and another pad. */
export interface TamperedPad {
  readonly folder: string;
  readonly disk: SimulatedDisk;
  /** The newest receipt of each epoch. */
  readonly anchors: readonly Anchor[];
  /** The frames that hold only records at or below a receipt, in order. */
  readonly frames: readonly (FramePosition & { readonly epoch: string; readonly seq: number })[];
  readonly epochs: readonly string[];
  /** The same disk some records earlier. */
  readonly older: SimulatedDisk;
  /** A frame of another pad's journal for each seq. */
  readonly foreign: readonly FramePosition[];
  /** Bytes of the record at a place, as the mirror or the server hold them. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Presses of the first epoch, of the second, and behind the last receipt. */
const presses = [22, 26, 3] as const;

export async function buildPad(seed: number): Promise<TamperedPad> {
  const world = new CrashWorld(seed);
  await world.open();
  const tips: (Position & { epoch: string })[] = [];
  const older: SimulatedDisk[] = [];
  for (const [n, times] of presses.entries()) {
    if (n === 1) await world.journal.beginEpoch('forked');
    for (let press = 0; press < times; press += 1) {
      await world.append(1 + (press % 2));
      if (n === 1 && press === 8) older.push(world.disk.copy(new SeededRandom(seed)));
    }
    const { epoch, tip } = world.journal.current;
    tips.push({ epoch, ...tip });
  }
  await world.journal.close();
  const other = new CrashWorld(seed + 77, 500_000);
  await other.open();
  for (let press = 0; press < 40; press += 1) await other.append(1);
  const [first, second] = tips;
  const [past] = older;
  if (first === undefined || second === undefined || past === undefined) throw new Error('no journal');
  const anchors: Anchor[] = [first, second];
  return {
    folder: world.folder,
    disk: world.disk,
    anchors,
    frames: anchors.flatMap((anchor) => framesBelow(world, anchor)),
    epochs: anchors.map(({ epoch }) => epoch),
    older: past,
    foreign: framesOf(other.disk, other.folder, other.journal.current.epoch),
    texts: await textsOf(world.disk, world.folder),
  };
}

/** What a journal's records say, by epoch and seq. */
export async function textsOf(disk: SimulatedDisk, folder: string): Promise<Map<string, string>> {
  const survey = await JournalSurvey.of({ fs: disk, folder, sha256: nodeSha256 });
  const texts = new Map<string, string>();
  for (const { epoch } of survey.epochs) {
    for (const item of await survey.read(epoch, 1, 1_000_000, Number.MAX_SAFE_INTEGER)) {
      if (item.kind === 'record') texts.set(`${epoch} ${item.seq}`, Buffer.from(item.bytes).toString('latin1'));
    }
  }
  return texts;
}

function framesBelow({ disk, folder }: CrashWorld, { epoch, seq: receipt }: Anchor) {
  let seq = 1;
  return framesOf(disk, folder, epoch).flatMap((frame) => {
    const placed = { ...frame, epoch, seq };
    seq += frame.parts.length;
    return seq - 1 <= receipt ? [placed] : [];
  });
}
