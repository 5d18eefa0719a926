import type { PoolClient } from 'pg';
import { textArray } from './binary-array.ts';

export interface StoredBytes {
  readonly seq: number;
  readonly bytes: Buffer;
}

/** Held records of one epoch behind `seq` that may amend one of these evaluations, in their order. */
export async function laterAmendments(
  client: PoolClient,
  deviceId: string,
  epoch: string,
  seq: number,
  evaluationIds: readonly string[],
): Promise<readonly StoredBytes[]> {
  const { rows } = await client.query<StoredBytes>(
    `SELECT seq, bytes FROM records WHERE device_id = $1 AND epoch = $2 AND seq > $3 AND NOT pending AND bytes IS NOT NULL
       AND type IN ('evaluation-changed', 'follow-up-closed', 'record-carried')
       AND EXISTS (SELECT 1 FROM unnest($4::text[]) AS u (id) WHERE position(convert_to(u.id, 'UTF8') IN bytes) > 0)
     ORDER BY seq`,
    [deviceId, epoch, seq, textArray(evaluationIds)],
  );
  return rows;
}
