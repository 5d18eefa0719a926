import type { IngestUnit } from '../../store/ingest-unit.ts';
import type { Repetition } from '../../store/repetitions.ts';
import { readRecord } from '../ingest/ingest-item.ts';
import type { Projectable } from '../ingest/projection.ts';
import { follows } from './near-places.ts';
import type { Whereabouts } from './whereabouts.ts';

type Unit = Pick<IngestUnit, 'laterAmendments' | 'evaluationPlaces' | 'repetitionsOf'>;

export interface LaterWords {
  /** All ids that stand for one of the evaluations. */
  readonly ids: readonly string[];
  readonly counted: ReadonlyMap<string, string>;
  /** What epochs behind say of them, in its order. */
  readonly records: readonly Projectable[];
}

/** What is said of some evaluations, and of what repeats them or is `fresh` found to, in the epochs behind one. */
export async function laterWords(
  unit: Unit,
  { deviceId, epoch, links }: Whereabouts,
  evaluationIds: ReadonlySet<string>,
  fresh: readonly Repetition[],
): Promise<LaterWords> {
  const known = [...(await unit.repetitionsOf(deviceId, [...evaluationIds])), ...fresh];
  const counted = new Map(known.map(({ evaluationId, countedId }) => [evaluationId, countedId]));
  const ids = [...new Set([...evaluationIds, ...counted.keys()])];
  const places = [...known, ...(await unit.evaluationPlaces(deviceId, [...evaluationIds])).values()];
  const written = new Set(places.map((place) => place.epoch));
  const behind = links.filter((link) => written.has(link.epoch) && follows(links, link.epoch, epoch));
  const records: Projectable[] = [];
  for (const link of behind.sort((a, b) => (follows(links, a.epoch, b.epoch) ? 1 : -1))) {
    const said = await unit.laterAmendments(deviceId, link.epoch, 0, ids);
    records.push(...said.map(({ seq, bytes }) => ({ seq, record: readRecord(bytes).record })));
  }
  return { ids, counted, records };
}
