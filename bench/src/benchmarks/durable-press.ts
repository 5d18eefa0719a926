import { join } from 'node:path';
import { SeededRandom } from '@pingjia/shared/testing';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { RawAppend } from '../floors/raw-append.ts';
import type { Stage } from '../stage/stage.ts';
import { Pad } from '../stage/pad.ts';
import { quantile } from '../statistics.ts';

const presses: Sizes = { rehearsal: 20, short: 3_000, long: 10_000 };
/** Until the code under way is compiled; a pad runs for months. */
const warmUps: Sizes = { rehearsal: 5, short: 1_500, long: 1_500 };
const zeroFilled = 8 * 1024 * 1024;

/**
 * From a touch's arrival in the host to its record on disk, against appends of the same bytes to a file beside the
 * journal. The three take turns, chance says which begins; the network is off, so that PostgreSQL does not use the same disk.
 */
export async function durablePress({ server, folder, extent }: Stage): Promise<readonly Finding[]> {
  const warmUp = warmUps[extent];
  const random = new SeededRandom(1);
  const pad = await Pad.enrolled(join(folder, 'pressed'), server.url, await server.enrollmentCode(), random);
  pad.goOffline();
  const growing = await RawAppend.create(join(folder, 'growing'));
  const prepared = await RawAppend.create(join(folder, 'prepared'), zeroFilled);
  const samples = { press: [] as number[], growing: [] as number[], prepared: [] as number[] };
  const record = await newestRecord(pad);

  const turns = [
    async () => {
      const begun = performance.now();
      await pad.press();
      samples.press.push(performance.now() - begun);
    },
    async () => samples.growing.push(await growing.time(record)),
    async () => samples.prepared.push(await prepared.time(record)),
  ];
  for (let round = 0; round < warmUp + presses[extent]; round += 1) {
    if (round === warmUp) for (const list of Object.values(samples)) list.length = 0;
    const first = random.below(turns.length);
    for (let turn = 0; turn < turns.length; turn += 1) await turns[(first + turn) % turns.length]?.();
  }
  await Promise.all([pad.stop(), growing.close(), prepared.close()]);

  const line = (share: number, floor: readonly number[]) => ({
    value: quantile(samples.press, share),
    unit: 'ms',
    floor: quantile(floor, share),
  });
  return [
    judge({ name: 'press → durable, p50', ...line(0.5, samples.growing) }),
    judge({ name: 'press → durable, p99', ...line(0.99, samples.growing), goal: { mostOfFloor: 1.5, most: 20 } }),
    judge({ name: 'press → durable, p50, zero-filled floor', ...line(0.5, samples.prepared) }),
    judge({ name: 'press → durable, p99, zero-filled floor', ...line(0.99, samples.prepared) }),
  ];
}

/** The bytes of a press as it was journaled: every press's record has this length, give or take a digit. */
async function newestRecord(pad: Pad): Promise<Uint8Array> {
  await pad.press();
  const { journal } = pad.host;
  const { epoch, tip } = journal.current;
  const [item] = await journal.read(epoch, tip.seq, 1, 0);
  if (item?.kind !== 'record') throw new Error('the newest record cannot be read');
  return Uint8Array.from(item.bytes);
}
