import type { EpochLink } from '../../store/epoch-links.ts';
import { type Projectable, type Projection, project } from '../ingest/projection.ts';
import { findRepetitions, type RepetitionUnit } from './find-repetitions.ts';
import { writtenPress } from './written-press.ts';

/** Of which epoch records are, and the epochs among which a press may have been written twice. */
export interface Whereabouts {
  readonly deviceId: string;
  readonly epoch: string;
  readonly links: readonly EpochLink[];
}

/** What records of one epoch project to: no press twice, and what is said of a repetition is said of the evaluation that counts. */
export async function projectOnce(
  unit: RepetitionUnit,
  { deviceId, epoch, links }: Whereabouts,
  items: readonly Projectable[],
): Promise<Projection> {
  const projection = project(items);
  if (links.length === 0) return projection;
  const { evaluations, amendments, remarks } = projection;
  const presses = evaluations.flatMap(({ seq, carried, ...evaluation }) => {
    const press = writtenPress({ epoch, seq }, evaluation, carried);
    return press === null ? [] : [press];
  });
  const mentioned = [...evaluations, ...remarks].map(({ evaluationId }) => evaluationId);
  const ids = [...mentioned, ...amendments.keys()];
  const { counted, fresh } = await findRepetitions(unit, deviceId, links, presses, ids);
  return counted.size === 0 ? projection : { ...project(items, counted), repetitions: fresh };
}
