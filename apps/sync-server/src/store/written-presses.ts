import type { PoolClient } from 'pg';
import { uuidArray } from './binary-array.ts';
import type { StoredBytes } from './later-amendments.ts';

/** Held records of an epoch from `from` to `to` that are an evaluation, or may carry one, in their order. */
export async function writtenPresses(
  client: PoolClient,
  deviceId: string,
  { epoch, from, to }: { readonly epoch: string; readonly from: number; readonly to: number },
): Promise<readonly StoredBytes[]> {
  const { rows } = await client.query<StoredBytes>({
    name: 'written-presses',
    text: `SELECT seq, bytes FROM records WHERE device_id = $1 AND epoch = $2 AND seq BETWEEN $3 AND $4
             AND type IN ('evaluation', 'record-carried') AND NOT pending AND bytes IS NOT NULL ORDER BY seq`,
    values: [deviceId, epoch, from, to],
  });
  return rows;
}

export interface EvaluationPlace {
  readonly epoch: string;
  readonly seq: number;
}

/** Where the record lies from which each of these evaluations counts; absent where none does. */
export async function evaluationPlaces(
  client: PoolClient,
  deviceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EvaluationPlace>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<EvaluationPlace & { evaluation_id: string }>({
    name: 'evaluation-places',
    text: 'SELECT evaluation_id, epoch, seq FROM evaluations WHERE device_id = $1 AND evaluation_id = ANY ($2::uuid[])',
    values: [deviceId, uuidArray(ids)],
  });
  return new Map(rows.map(({ evaluation_id, epoch, seq }) => [evaluation_id, { epoch, seq }]));
}
