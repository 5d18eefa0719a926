import { batchLimits } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import type { TestDevice } from '@pingjia/sync-server/testing';
import pg from 'pg';
import { chunks } from '../chunks.ts';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { RawInsert } from '../floors/raw-insert.ts';
import { toRawBatch } from '../floors/raw-rows.ts';
import { filledJournal, pushBodies } from '../stage/filled-journal.ts';
import { forgetPeak, peakMemory } from '../stage/memory-peak.ts';
import type { Server } from '../stage/server.ts';
import type { Stage } from '../stage/stage.ts';

const pads: Sizes = { rehearsal: 5, short: 100, long: 1_000 };
const records: Sizes = { rehearsal: 20, short: 500, long: 1_000 };
/** Records of the floor, which is a rate. */
const floorRecords: Sizes = { rehearsal: 500, short: 24_000, long: 100_000 };

/** Of one push. */
const mostTries = 100;

interface Sender {
  readonly device: TestDevice;
  readonly bodies: readonly Uint8Array[];
}

/** How often the server refused a push, by the code or the error it gave. */
type Tally = Map<string, number>;

/**
 * Every pad of a city comes back at once: all of them push their first batch in the same moment and the next with the
 * receipt of the one before. Floor of the rate: one connection that inserts such rows.
 */
export async function storm({ server, extent }: Stage): Promise<readonly Finding[]> {
  const random = new SeededRandom(6);
  const raw = await rawRate(server, random, floorRecords[extent]);
  const senders: Sender[] = [];
  for (let n = 0; n < pads[extent]; n += 1) senders.push(await preparePad(server, random, records[extent]));
  const before = await countRows(server);
  const tally: Tally = new Map();
  await forgetPeak(server.pid);
  const begun = performance.now();
  await Promise.all(senders.map((sender) => pushAll(sender, tally)));
  const seconds = (performance.now() - begun) / 1_000;
  const memory = await peakMemory(server.pid);
  const after = await countRows(server);
  const sent = pads[extent] * records[extent];
  // The first record of each begins its epoch.
  const pressed = sent - pads[extent];
  const wrong =
    Math.abs(after.records - before.records - sent) +
    Math.abs(after.evaluations - before.evaluations - pressed) +
    (after.doubled - before.doubled);
  const name = `storm of ${pads[extent].toLocaleString('en')} pads × ${records[extent].toLocaleString('en')} records`;
  return [
    judge({ name: `${name}: until every receipt`, value: seconds, unit: 's', floor: sent / raw }),
    judge({ name: `${name}: rate`, value: sent / seconds, unit: 'records/s', floor: raw }),
    judge({ name: `${name}: rows missing or doubled`, value: wrong, unit: 'rows', goal: { most: 0 } }),
    judge({ name: `${name}: pushes refused and repeated${codes(tally)}`, value: total(tally), unit: 'pushes' }),
    judge({ name: `${name}: server's memory, peak`, value: memory, unit: 'MB' }),
  ];
}

function total(tally: Tally): number {
  return [...tally.values()].reduce((sum, count) => sum + count, 0);
}

function codes(tally: Tally): string {
  return tally.size === 0 ? '' : ` (${[...tally.keys()].join(', ')})`;
}

async function rawRate({ place, database }: Server, random: SeededRandom, count: number): Promise<number> {
  const raw = await RawInsert.connect(database);
  const { records: stored } = filledJournal(random, place, count - 1);
  const took = await raw.time(chunks(stored, batchLimits.records).map(toRawBatch));
  await raw.close();
  return (count / took) * 1_000;
}

async function preparePad(server: Server, random: SeededRandom, count: number): Promise<Sender> {
  const device = await server.enrolled();
  const journal = filledJournal(random, server.place, count - 1);
  return { device, bodies: pushBodies(journal, device.deviceId, batchLimits.records) };
}

async function pushAll({ device, bodies }: Sender, tally: Tally): Promise<void> {
  for (const body of bodies) await pushUntilTaken(device, body, tally);
}

/** A pad waits before it tries again; here the next try comes at once, which is worse for the server. */
async function pushUntilTaken(device: TestDevice, body: Uint8Array, tally: Tally): Promise<void> {
  let last = '';
  for (let tries = 0; tries < mostTries; tries += 1) {
    const refused = await device.pushBody(body).then(
      ({ code }) => code,
      (error: Error) => error.message,
    );
    if (refused === null) return;
    last = refused;
    tally.set(refused, (tally.get(refused) ?? 0) + 1);
  }
  throw new Error(`a push was refused ${mostTries} times: ${last}`);
}

interface Rows {
  readonly records: number;
  readonly evaluations: number;
  /** Evaluations that share their identifier with another. */
  readonly doubled: number;
}

async function countRows({ database }: Server): Promise<Rows> {
  const client = new pg.Client(database);
  await client.connect();
  const { rows } = await client.query<Rows>(
    `SELECT (SELECT count(*)::int FROM records) AS records, count(*)::int AS evaluations,
       (count(*) - count(DISTINCT evaluation_id))::int AS doubled
     FROM evaluations`,
  );
  await client.end();
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL counted nothing');
  return row;
}
