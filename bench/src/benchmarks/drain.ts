import { join } from 'node:path';
import { batchLimits, grades } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { chunks } from '../chunks.ts';
import { type Finding, judge } from '../finding.ts';
import { RawInsert } from '../floors/raw-insert.ts';
import { toRawBatch } from '../floors/raw-rows.ts';
import { Pad } from '../stage/pad.ts';
import type { Stage } from '../stage/stage.ts';
import { median } from '../statistics.ts';

const rounds = 5;
const presses = 10_000;

/**
 * A device back after a day offline with 10,000 evaluations, from the moment the network is there to the receipt of the
 * last one, against inserting the same rows; in turn, round after round.
 */
export async function drain({ server, folder }: Stage): Promise<readonly Finding[]> {
  const random = new SeededRandom(3);
  const pad = await Pad.enrolled(join(folder, 'pad'), server, random);
  const raw = await RawInsert.connect(server);
  const took = { drain: [] as number[], raw: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const stored = await pressOffline(pad, random);
    const inserting = await raw.time(chunks(stored, batchLimits.records).map(toRawBatch));
    const draining = await drained(pad);
    if (round === 0) continue;
    took.raw.push(inserting);
    took.drain.push(draining);
  }
  await pad.stop();
  await raw.close();
  const value = median(took.drain);
  const ratio = median(took.drain.map((time, round) => time / (took.raw[round] ?? Number.NaN)));
  const goal = { mostOfFloor: 2.5 };
  return [judge({ name: 'drain of 10,000 records', value, unit: 'ms', floor: median(took.raw), ratio, goal })];
}

/** Presses while the network is away; the records as they lie in the journal. */
async function pressOffline(pad: Pad, random: SeededRandom) {
  pad.goOffline();
  const { epoch, tip } = pad.host.journal.current;
  for (let n = 0; n < presses; n += 1) await pad.press(grades[random.below(grades.length)]);
  const items = await pad.host.journal.read(epoch, tip.seq + 1, presses, Number.MAX_SAFE_INTEGER);
  return items.map((item) => {
    if (item.kind !== 'record') throw new Error('a record cannot be read');
    return item;
  });
}

/** Milliseconds from the network's return until nothing is unsent. */
async function drained(pad: Pad): Promise<number> {
  const begun = performance.now();
  pad.goOnline();
  await pad.until(({ sync }) => sync.phase === 'current' && sync.unsent === 0);
  return performance.now() - begun;
}
