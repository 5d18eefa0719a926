import type { IngestUnit } from '../../store/ingest-unit.ts';
import { readRecord } from './ingest-item.ts';
import { type Projectable, type Projection, project } from './projection.ts';

/**
 * What records project to that come after their successors: healed ones, and those that an earlier version did not
 * understand. What later records said of the same evaluation or pad stays.
 */
export async function projectLate(
  unit: Pick<IngestUnit, 'laterAmendments'>,
  deviceId: string,
  epoch: string,
  items: readonly Projectable[],
): Promise<Projection> {
  const projection = project(items);
  const pads = new Map(Array.from(projection.pads, ([id, change]) => [id, { ...change, state: null }]));
  const ids = [...projection.amendments.keys()];
  const first = items[0];
  if (ids.length === 0 || first === undefined) return { ...projection, pads };
  const late = new Map(items.map((item) => [item.seq, item]));
  for (const { seq, bytes } of await unit.laterAmendments(deviceId, epoch, first.seq, ids)) {
    if (!late.has(seq)) late.set(seq, { seq, record: readRecord(bytes).record });
  }
  const inOrder = [...late.values()].sort((a, b) => a.seq - b.seq);
  const amendments = [...project(inOrder).amendments].filter(([id]) => projection.amendments.has(id));
  return { ...projection, pads, amendments: new Map(amendments) };
}
