import { join } from 'node:path';
import { SeededRandom } from '@pingjia/shared/testing';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import type { Stored } from '../floors/raw-rows.ts';
import { BadLine, badLine } from '../line/bad-line.ts';
import { type Contender, contenderName, withPeers } from '../peers/with-peers.ts';
import { drained, pressOffline } from '../stage/offline-presses.ts';
import { Pad } from '../stage/pad.ts';
import type { Stage } from '../stage/stage.ts';

const presses: Sizes = { rehearsal: 40, short: 10_000, long: 10_000 };
const batched: Sizes = { rehearsal: 20, short: 3_000, long: 10_000 };
const single: Sizes = { rehearsal: 3, short: 60, long: 200 };

/** Seconds, as measured and as the wire alone would take. */
interface Passage {
  readonly value: number;
  readonly floor: number;
}

/**
 * The drain on a line of 512 kbit/s, 600 ms and 2 % loss as stalls, and the peers at the same time on lines of their own. The
 * floor of each: its own bytes at the line's speed and one round trip.
 */
export function drainBadLine(stage: Stage): Promise<readonly Finding[]> {
  const { extent } = stage;
  const random = new SeededRandom(5);
  const sample = { raw: presses[extent], batched: batched[extent], single: single[extent] };
  return withPeers(stage, random, sample, (contenders) => race(stage, random, contenders));
}

async function race(
  { server, folder, extent }: Stage,
  random: SeededRandom,
  contenders: readonly Contender[],
): Promise<readonly Finding[]> {
  const all = presses[extent];
  const line = await BadLine.open(server.port, random);
  const url = `http://127.0.0.1:${line.port}`;
  const pad = await Pad.enrolled(join(folder, 'pad'), url, await server.enrollmentCode(), random);
  // Before the presses: connections of the clear line must be gone, and be known to be, when the network returns.
  line.spoil(badLine);
  const stored = await pressOffline(pad, random, all);
  const [ours, ...theirs] = await Promise.all([
    drainThrough(line, pad),
    ...contenders.map((contender) => sendThrough(contender, stored, random)),
  ]);
  await pad.stop();
  await line.close();
  const name = `drain of ${all.toLocaleString('en')} records on a bad line`;
  return [
    judge({ name, ...ours, unit: 's', goal: { mostOfFloor: 2 } }),
    ...theirs.map((passage, index) => {
      const contender = contenders[index] as Contender;
      return judge({ name: `${name}: ${contenderName(contender, all)}`, ...passage, unit: 's' });
    }),
  ];
}

async function drainThrough(line: BadLine, pad: Pad): Promise<Passage> {
  const value = (await drained(pad)) / 1_000;
  return { value, floor: line.wireTime / 1_000 };
}

async function sendThrough(
  { peer, sample }: Contender,
  stored: readonly Stored[],
  random: SeededRandom,
): Promise<Passage> {
  const line = await BadLine.open(peer.port, random);
  const took = await peer.time(stored.slice(0, sample), line.port, () => line.spoil(badLine));
  const scale = stored.length / sample;
  const once = badLine.roundTrip;
  const passage = { value: (took * scale) / 1_000, floor: ((line.wireTime - once) * scale + once) / 1_000 };
  await line.close();
  return passage;
}
