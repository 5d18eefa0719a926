import { laterWords } from '../repetitions/later-words.ts';
import { projectOnce } from '../repetitions/project-once.ts';
import type { RepetitionUnit } from '../repetitions/find-repetitions.ts';
import type { CarriedUnit } from '../repetitions/told-already.ts';
import type { Whereabouts } from '../repetitions/whereabouts.ts';
import { readRecord } from './ingest-item.ts';
import { type Projectable, type Projection, project } from './projection.ts';

/**
 * What records project to that come after their successors: healed ones, and those that an earlier version did not
 * understand. What later records said of the same evaluation or pad stays.
 */
export async function projectLate(
  unit: CarriedUnit & RepetitionUnit,
  where: Whereabouts,
  items: readonly Projectable[],
): Promise<Projection> {
  const { deviceId, epoch, links } = where;
  const projection = await projectOnce(unit, where, items);
  const pads = new Map(Array.from(projection.pads, ([id, change]) => [id, { ...change, state: null }]));
  const amended = new Set([
    ...projection.amendments.keys(),
    ...projection.repetitions.map(({ countedId }) => countedId),
  ]);
  const first = items[0];
  if (amended.size === 0 || first === undefined) return { ...projection, pads };
  const words = links.length === 0 ? null : await laterWords(unit, where, amended, projection.repetitions);
  const ids = words?.ids ?? [...amended];
  const late = new Map(items.map((item) => [item.seq, item]));
  for (const { seq, bytes } of await unit.laterAmendments(deviceId, epoch, first.seq, ids)) {
    if (!late.has(seq)) late.set(seq, { seq, record: readRecord(bytes).record });
  }
  const inOrder = [...late.values()].sort((a, b) => a.seq - b.seq);
  const { amendments } = project([...inOrder, ...(words?.records ?? [])], words?.counted);
  return { ...projection, pads, amendments: new Map([...amendments].filter(([id]) => amended.has(id))) };
}
