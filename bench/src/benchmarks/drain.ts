import { join } from 'node:path';
import { batchLimits } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { chunks } from '../chunks.ts';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { RawInsert } from '../floors/raw-insert.ts';
import { toRawBatch } from '../floors/raw-rows.ts';
import { type Contender, contenderName, withPeers } from '../peers/with-peers.ts';
import { drained, pressOffline } from '../stage/offline-presses.ts';
import { Pad } from '../stage/pad.ts';
import type { Stage } from '../stage/stage.ts';
import { median } from '../statistics.ts';

const rounds: Sizes = { rehearsal: 1, short: 5, long: 7 };
const presses: Sizes = { rehearsal: 600, short: 10_000, long: 10_000 };
const single: Sizes = { rehearsal: 50, short: 1_000, long: 10_000 };

/**
 * A device back after a day offline with 10,000 evaluations, from the moment the network is there to the receipt of the
 * last one, against inserting the same rows; and the peers with the same records. In turn, round after round.
 */
export function drain(stage: Stage): Promise<readonly Finding[]> {
  const { extent } = stage;
  const random = new SeededRandom(3);
  const sample = { raw: presses[extent], batched: presses[extent], single: single[extent] };
  return withPeers(stage, random, sample, (contenders) => race(stage, random, contenders));
}

async function race(
  { server, folder, extent }: Stage,
  random: SeededRandom,
  contenders: readonly Contender[],
): Promise<readonly Finding[]> {
  const all = presses[extent];
  const pad = await Pad.enrolled(join(folder, 'pad'), server.url, await server.enrollmentCode(), random);
  const raw = await RawInsert.connect(server.database);
  const took = { raw: [] as number[], drain: [] as number[], peers: contenders.map((): number[] => []) };
  for (let round = 0; round <= rounds[extent]; round += 1) {
    const stored = await pressOffline(pad, random, all);
    const inserting = await raw.time(chunks(stored, batchLimits.records).map(toRawBatch));
    const draining = await drained(pad);
    const peers: number[] = [];
    for (const { peer, sample } of contenders) {
      peers.push(((await peer.time(stored.slice(0, sample), peer.port)) * all) / sample);
    }
    // The first round warms everything up.
    if (round === 0) continue;
    took.raw.push(inserting);
    took.drain.push(draining);
    for (const [index, time] of peers.entries()) took.peers[index]?.push(time);
  }
  await pad.stop();
  await raw.close();
  const line = (times: readonly number[]) => ({
    value: median(times),
    unit: 'ms',
    floor: median(took.raw),
    ratio: median(times.map((time, round) => time / (took.raw[round] ?? Number.NaN))),
  });
  const name = `drain of ${all.toLocaleString('en')} records`;
  return [
    judge({ name, ...line(took.drain), goal: { mostOfFloor: 2.5 } }),
    ...contenders.map((contender, index) =>
      judge({ name: `${name}: ${contenderName(contender, all)}`, ...line(took.peers[index] ?? []) }),
    ),
  ];
}
