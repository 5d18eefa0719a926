import { type Projectable, type Projection, project } from '../ingest/projection.ts';
import { findRepetitions, type RepetitionUnit } from './find-repetitions.ts';
import { type CarriedUnit, withoutToldAlready } from './told-already.ts';
import type { Whereabouts } from './whereabouts.ts';
import { writtenPress } from './written-press.ts';

/** What records of one epoch project to: no press twice, and what is said of a repetition is said of the evaluation that counts. */
export async function projectOnce(
  unit: RepetitionUnit & CarriedUnit,
  where: Whereabouts,
  all: readonly Projectable[],
): Promise<Projection> {
  const { deviceId, epoch, links } = where;
  const items = await withoutToldAlready(unit, where, all);
  const carries = all.some(({ record }) => record?.type === 'record-carried');
  const projection = { ...project(items), carries };
  if (links.length === 0) return projection;
  const { evaluations, amendments, remarks } = projection;
  const presses = evaluations.flatMap(({ seq, carried, ...evaluation }) => {
    const press = writtenPress({ epoch, seq }, evaluation, carried);
    return press === null ? [] : [press];
  });
  const mentioned = [...evaluations, ...remarks].map(({ evaluationId }) => evaluationId);
  const ids = [...mentioned, ...amendments.keys()];
  const { counted, fresh } = await findRepetitions(unit, deviceId, links, presses, ids);
  return counted.size === 0 ? projection : { ...project(items, counted), carries, repetitions: fresh };
}
