import { nodeSha256 } from '@pingjia/node-platform';
import { SeededRandom } from '@pingjia/shared/testing';
import { JournalSurvey } from '../journal/survey.ts';
import { CrashWorld } from './crash-world.ts';
import { type Mutation, mutations } from './journal-mutations.ts';
import { buildPad, type TamperedPad, textsOf } from './tampered-pad.ts';

export interface Undetected {
  readonly mutation: string;
  readonly seed: number;
  readonly what: string;
}

/** Makes so many random mutations, one at a time, and answers those that were not found, or not named rightly. */
export async function tamper(count: number, seed: number): Promise<readonly Undetected[]> {
  const pad = await buildPad(seed);
  const undetected: Undetected[] = [];
  for (let n = 0; n < count; n += 1) {
    const random = new SeededRandom(seed + n);
    const mutation = mutations[n % mutations.length] as Mutation;
    const what = await look(pad, mutation, random);
    if (what !== null) undetected.push({ mutation: mutation.name, seed: seed + n, what });
  }
  return undetected;
}

async function look(pad: TamperedPad, mutation: Mutation, random: SeededRandom): Promise<string | null> {
  const disk = pad.disk.copy(random);
  mutation.apply(pad, disk, random);
  const survey = await JournalSurvey.of({ fs: disk, folder: pad.folder, sha256: nodeSha256 });
  const [first] = await survey.findings(pad.anchors);
  if (first === undefined) return 'the command finds nothing';
  const expected = await firstChanged(pad, disk);
  const named = pad.epochs.indexOf(first.epoch) * 1_000_000 + first.seq;
  if (mutation.rewrites === true ? named < expected : expected !== Number.POSITIVE_INFINITY && named !== expected) {
    return `${first.kind} names ${named}, not ${expected}`;
  }
  const world = new CrashWorld(1, 9_000_000);
  world.disk = disk;
  const { care } = await world.open();
  await care.verify(async () => {});
  await care.compare(pad.anchors);
  if (care.damage === null) return 'the pad finds nothing';
  return null;
}

/** The first record at or below a receipt that does not read as it was written; infinity where all do. */
async function firstChanged(pad: TamperedPad, disk: TamperedPad['disk']): Promise<number> {
  const now = await textsOf(disk, pad.folder);
  for (const [n, { epoch, seq: receipt }] of pad.anchors.entries()) {
    for (let seq = 1; seq <= receipt; seq += 1) {
      const place = `${epoch} ${seq}`;
      if (now.get(place) !== pad.texts.get(place)) return n * 1_000_000 + seq;
    }
  }
  return Number.POSITIVE_INFINITY;
}
