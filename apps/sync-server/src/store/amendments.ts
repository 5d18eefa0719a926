import type { Grade } from '@pingjia/shared';
import type { PoolClient } from 'pg';
import { textArray, uuidArray } from './binary-array.ts';

export interface StoredAmendment {
  readonly evaluationId: string;
  readonly grade: Grade | null;
  /** Comma list; empty for "asked, none given"; null leaves it. */
  readonly details: string | null;
}

const columns = (amendments: readonly StoredAmendment[]) => [
  uuidArray(amendments.map(({ evaluationId }) => evaluationId)),
  textArray(amendments.map(({ grade }) => grade)),
  textArray(amendments.map(({ details }) => details)),
];

/** Applies amendments to evaluations that are held; answers which were. */
export async function amendEvaluations(
  client: PoolClient,
  deviceId: string,
  amendments: readonly StoredAmendment[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ evaluation_id: string }>({
    name: 'amend-evaluations',
    text: `UPDATE evaluations AS e
           SET grade = coalesce(u.grade, e.grade), details = coalesce(string_to_array(u.details, ','), e.details)
           FROM unnest($2::uuid[], $3::text[], $4::text[]) AS u (evaluation_id, grade, details)
           WHERE e.device_id = $1 AND e.evaluation_id = u.evaluation_id RETURNING e.evaluation_id`,
    values: [deviceId, ...columns(amendments)],
  });
  return new Set(rows.map(({ evaluation_id }) => evaluation_id));
}

/** Keeps amendments whose evaluation is not projected yet: it may be quarantined, or come with another epoch. */
export async function keepAmendments(
  client: PoolClient,
  deviceId: string,
  amendments: readonly StoredAmendment[],
): Promise<void> {
  await client.query({
    name: 'keep-amendments',
    text: `INSERT INTO waiting_amendments AS w (device_id, evaluation_id, grade, details)
           SELECT $1::uuid, u.evaluation_id, u.grade, u.details
           FROM unnest($2::uuid[], $3::text[], $4::text[]) AS u (evaluation_id, grade, details)
           ON CONFLICT (device_id, evaluation_id) DO UPDATE
           SET grade = coalesce(excluded.grade, w.grade), details = coalesce(excluded.details, w.details)`,
    values: [deviceId, ...columns(amendments)],
  });
}

/** Takes out the kept amendments of these evaluations. */
export async function takeAmendments(
  client: PoolClient,
  deviceId: string,
  evaluationIds: readonly string[],
): Promise<readonly StoredAmendment[]> {
  const { rows } = await client.query<{ evaluation_id: string; grade: Grade | null; details: string | null }>({
    name: 'take-amendments',
    text: `DELETE FROM waiting_amendments WHERE device_id = $1 AND evaluation_id = ANY ($2::uuid[])
           RETURNING evaluation_id, grade, details`,
    values: [deviceId, uuidArray(evaluationIds)],
  });
  return rows.map(({ evaluation_id, grade, details }) => ({ evaluationId: evaluation_id, grade, details }));
}
