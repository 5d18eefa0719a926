import type { PoolClient } from 'pg';
import { int8Array, uuidArray } from './binary-array.ts';

/** A press that was written twice: the evaluation that its second record would make, where that lies, and the one that counts. */
export interface Repetition {
  readonly evaluationId: string;
  readonly countedId: string;
  readonly epoch: string;
  readonly seq: number;
}

/** Repetitions with one of these ids, and those of an evaluation with one of them. */
export async function repetitionsOf(
  client: PoolClient,
  deviceId: string,
  ids: readonly string[],
): Promise<readonly Repetition[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<Repetition>({
    name: 'repetitions-of',
    text: `SELECT evaluation_id AS "evaluationId", counted_id AS "countedId", epoch, seq FROM repetitions
           WHERE device_id = $1 AND (evaluation_id = ANY ($2::uuid[]) OR counted_id = ANY ($2::uuid[]))
           ORDER BY epoch, seq`,
    values: [deviceId, uuidArray(ids)],
  });
  return rows;
}

/** Stores repetitions; remarks that were left on one belong to the evaluation that counts from then on. */
export async function noteRepetitions(
  client: PoolClient,
  deviceId: string,
  repetitions: readonly Repetition[],
): Promise<void> {
  const ids = uuidArray(repetitions.map(({ evaluationId }) => evaluationId));
  const counted = uuidArray(repetitions.map(({ countedId }) => countedId));
  const epochs = uuidArray(repetitions.map(({ epoch }) => epoch));
  const seqs = int8Array(repetitions.map(({ seq }) => seq));
  await client.query(
    `INSERT INTO repetitions (device_id, evaluation_id, counted_id, epoch, seq)
     SELECT $1::uuid, u.evaluation_id, u.counted_id, u.epoch, u.seq
     FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[]) AS u (evaluation_id, counted_id, epoch, seq)
     ON CONFLICT DO NOTHING`,
    [deviceId, ids, counted, epochs, seqs],
  );
  await client.query(
    `UPDATE remarks AS r SET evaluation_id = u.counted_id, sealed_for = coalesce(r.sealed_for, r.evaluation_id)
     FROM unnest($2::uuid[], $3::uuid[]) AS u (evaluation_id, counted_id)
     WHERE r.device_id = $1 AND r.evaluation_id = u.evaluation_id`,
    [deviceId, ids, counted],
  );
}
