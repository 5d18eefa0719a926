import { batchLimits } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { chunks } from '../chunks.ts';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { RawInsert } from '../floors/raw-insert.ts';
import { toRawBatch } from '../floors/raw-rows.ts';
import { filledJournal, pushBodies } from '../stage/filled-journal.ts';
import type { Server } from '../stage/server.ts';
import type { Stage } from '../stage/stage.ts';
import { median } from '../statistics.ts';

const rounds: Sizes = { rehearsal: 1, short: 7, long: 21 };
const batches = 24;
const size = batchLimits.records;
/** Devices that push at the same time; the floor has one connection. */
const crowd = 4;

/**
 * Records a second that the server verifies and makes durable, from signed gzip bodies over HTTP to receipts, against
 * inserting the same rows: raw, one device, several devices, in turn, round after round.
 */
export async function acceptRate({ server, extent }: Stage): Promise<readonly Finding[]> {
  const random = new SeededRandom(2);
  const raw = await RawInsert.connect(server.database);
  const measured = { raw: [] as number[], one: [] as number[], many: [] as number[] };
  for (let round = 0; round <= rounds[extent]; round += 1) {
    const rates = {
      raw: await rawRate(raw, random, server),
      one: await pushRate(random, server, 1),
      many: await pushRate(random, server, crowd),
    };
    // The first round warms the server, the database and this process.
    if (round > 0) for (const kind of ['raw', 'one', 'many'] as const) measured[kind].push(rates[kind]);
  }
  await raw.close();
  const line = (rates: readonly number[]) => ({
    value: median(rates),
    unit: 'records/s',
    floor: median(measured.raw),
    ratio: median(rates.map((rate, round) => rate / (measured.raw[round] ?? Number.NaN))),
  });
  return [
    judge({ name: 'accept rate, one device', ...line(measured.one) }),
    judge({ name: `accept rate, ${crowd} devices`, ...line(measured.many), goal: { leastOfFloor: 0.6 } }),
  ];
}

async function rawRate(raw: RawInsert, random: SeededRandom, server: Server): Promise<number> {
  const { records } = filledJournal(random, server.place, batches * size - 1);
  const took = await raw.time(chunks(records, size).map(toRawBatch));
  return (records.length / took) * 1_000;
}

async function pushRate(random: SeededRandom, server: Server, devices: number): Promise<number> {
  const senders = [];
  for (let n = 0; n < devices; n += 1) {
    const device = await server.enrolled();
    const journal = filledJournal(random, server.place, (batches / devices) * size - 1);
    senders.push({ device, bodies: pushBodies(journal, device.deviceId, size) });
  }
  const begun = performance.now();
  await Promise.all(
    senders.map(async ({ device, bodies }) => {
      for (const body of bodies) {
        const { code } = await device.pushBody(body);
        if (code !== null) throw new Error(`a batch was refused: ${code}`);
      }
    }),
  );
  return ((batches * size) / (performance.now() - begun)) * 1_000;
}
