import { join } from 'node:path';
import { SeededRandom } from '@pingjia/shared/testing';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { RawAppend } from '../floors/raw-append.ts';
import type { Stage } from '../stage/stage.ts';
import { Pad } from '../stage/pad.ts';
import { quantile } from '../statistics.ts';

const presses: Sizes = { rehearsal: 20, short: 3_000, long: 10_000 };
/** Presses before those that are measured: a process some hours old, and one whose code is compiled for good. */
const warmUps: Sizes<readonly [number, number]> = { rehearsal: [5, 30], short: [1_500, 20_000], long: [1_500, 20_000] };
const zeroFilled = 8 * 1024 * 1024;

/**
 * From a touch's arrival in the host to its record on disk, against appends of the same bytes to a file beside the
 * journal. The three take turns, chance says which begins; the network is off, so that PostgreSQL does not use the same disk.
 */
export async function durablePress({ server, folder, extent }: Stage): Promise<readonly Finding[]> {
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
  let round = 0;
  const pressUntil = async (end: number) => {
    for (; round < end; round += 1) {
      const first = random.below(turns.length);
      for (let turn = 0; turn < turns.length; turn += 1) await turns[(first + turn) % turns.length]?.();
    }
  };
  const findings: Finding[] = [];
  for (const warmUp of warmUps[extent]) {
    await pressUntil(warmUp);
    for (const list of Object.values(samples)) list.length = 0;
    await pressUntil(warmUp + presses[extent]);
    findings.push(...judged(samples, `after ${warmUp.toLocaleString('en')} presses`));
  }
  await Promise.all([pad.stop(), growing.close(), prepared.close()]);
  return findings;
}

/** Milliseconds of each press, and of the appends that took turns with it. */
type Samples = Readonly<Record<'press' | 'growing' | 'prepared', readonly number[]>>;

function judged({ press, growing, prepared }: Samples, when: string): readonly Finding[] {
  const line = (share: number, floor: readonly number[]) => ({
    value: quantile(press, share),
    unit: 'ms',
    floor: quantile(floor, share),
  });
  return [
    judge({ name: `press → durable, p50, ${when}`, ...line(0.5, growing) }),
    judge({ name: `press → durable, p99, ${when}`, ...line(0.99, growing), goal: { mostOfFloor: 1.5, most: 20 } }),
    judge({ name: `press → durable, p50, ${when}, zero-filled floor`, ...line(0.5, prepared) }),
    judge({ name: `press → durable, p99, ${when}, zero-filled floor`, ...line(0.99, prepared) }),
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
