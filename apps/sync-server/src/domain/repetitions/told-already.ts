import type { RecordCarried } from '@pingjia/shared';
import type { IngestUnit } from '../../store/ingest-unit.ts';
import { readRecord } from '../ingest/ingest-item.ts';
import type { Projectable } from '../ingest/projection.ts';
import { readCarried } from '../ingest/read-carried.ts';
import type { Whereabouts } from './whereabouts.ts';

export type CarriedUnit = Pick<IngestUnit, 'heldRecords' | 'laterAmendments'>;

/**
 * The items without the carriers of what was told before, by the record itself or, of what is said of an evaluation, by another
 * carrier: told again it would undo what was said since.
 */
export async function withoutToldAlready(
  unit: CarriedUnit,
  where: Whereabouts,
  items: readonly Projectable[],
): Promise<readonly Projectable[]> {
  const loads = items.flatMap(({ record }) => (record?.type === 'record-carried' ? [record.data] : []));
  if (loads.length === 0) return items;
  const told = new Set<string>();
  for (const run of runsOf(loads)) for (const key of await heldOf(unit, where.deviceId, run)) told.add(key);
  for (const key of await carriedBefore(unit, where, items, told)) told.add(key);
  return items.filter(({ record }) => record?.type !== 'record-carried' || !told.has(keyOf(record.data)));
}

async function heldOf(unit: CarriedUnit, deviceId: string, run: readonly RecordCarried[]): Promise<readonly string[]> {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return [];
  const held = await unit.heldRecords(deviceId, first.epoch, first.seq, last.seq);
  const isHeld = ({ seq, hash }: RecordCarried): boolean => {
    const one = held.get(seq);
    return one !== undefined && !one.rotted && !one.quarantined && one.hash?.toString('base64url') === hash;
  };
  return run.filter(isHeld).map(keyOf);
}

async function carriedBefore(
  unit: CarriedUnit,
  { deviceId, epoch, links }: Whereabouts,
  items: readonly Projectable[],
  told: ReadonlySet<string>,
): Promise<readonly string[]> {
  const ids = items.flatMap(({ record }) => {
    if (record?.type !== 'record-carried' || told.has(keyOf(record.data))) return [];
    const carried = readCarried(record.data);
    const amends = carried?.type === 'evaluation-changed' || carried?.type === 'follow-up-closed';
    return amends ? [carried.data.evaluationId] : [];
  });
  if (ids.length === 0) return [];
  const here = new Set(items.map(({ seq }) => seq));
  const keys: string[] = [];
  for (const link of links) {
    for (const { seq, bytes } of await unit.laterAmendments(deviceId, link.epoch, 0, [...new Set(ids)])) {
      const { record } = readRecord(bytes);
      if (record?.type !== 'record-carried' || (link.epoch === epoch && here.has(seq))) continue;
      if (readCarried(record.data) !== null) keys.push(keyOf(record.data));
    }
  }
  return keys;
}

/** Of one epoch each, and one seq behind the other: a range to look at has no more places than it was asked for. */
function runsOf(loads: readonly RecordCarried[]): readonly (readonly RecordCarried[])[] {
  const runs: RecordCarried[][] = [];
  for (const load of loads.toSorted((a, b) => (a.epoch === b.epoch ? a.seq - b.seq : a.epoch < b.epoch ? -1 : 1))) {
    const last = runs.at(-1)?.at(-1);
    if (last?.epoch === load.epoch && load.seq - last.seq <= 1) runs.at(-1)?.push(load);
    else runs.push([load]);
  }
  return runs;
}

function keyOf({ epoch, seq, hash }: RecordCarried): string {
  return `${epoch} ${seq} ${hash}`;
}
