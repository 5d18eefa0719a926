import type { Grade } from '@pingjia/shared';
import type { PoolClient } from 'pg';
import { float8Array, int8Array, textArray, uuidArray } from './binary-array.ts';
import type { EvaluationRow, Timestamp } from './schema.ts';

/** A row before its device, epoch and stamp; details as a comma list, null while there are none. */
export interface NewEvaluation
  extends Omit<EvaluationRow, 'device_id' | 'epoch' | 'accepted_at' | 'details' | 'first_grade'> {
  readonly first_grade: Grade;
  readonly details: string | null;
}

const text = `INSERT INTO evaluations (device_id, epoch, seq, evaluation_id, session_id, site_id, window_id, staff_id, item_code,
    ticket, grade, first_grade, channel, armed_by, source, details, evaluated_ms, boot, mono_ms, accepted_at)
  SELECT $1::uuid, $2::uuid, u.seq, u.evaluation_id, u.session_id, u.site_id, u.window_id, u.staff_id, u.item_code, u.ticket,
    u.grade, u.first_grade, u.channel, u.armed_by, u.source, string_to_array(u.details, ','), u.evaluated_ms,
    u.boot, u.mono_ms, $3::timestamptz
  FROM unnest($4::bigint[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::text[], $11::text[], $12::text[],
    $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::bigint[],
    $19::uuid[], $20::float8[])
    AS u (seq, evaluation_id, session_id, site_id, window_id, staff_id, item_code, ticket, grade, first_grade, channel, armed_by,
      source, details, evaluated_ms, boot, mono_ms)
  ON CONFLICT DO NOTHING RETURNING seq`;

/** Stores evaluations of one epoch in one statement; answers the seqs of those that were new. */
export async function insertEvaluations(
  client: PoolClient,
  deviceId: string,
  epoch: string,
  stamp: Timestamp,
  rows: readonly NewEvaluation[],
): Promise<ReadonlySet<number>> {
  const inserted = await client.query<{ seq: number }>({
    name: 'insert-evaluations',
    text,
    values: [
      deviceId,
      epoch,
      stamp,
      int8Array(rows.map((row) => row.seq)),
      uuidArray(rows.map((row) => row.evaluation_id)),
      uuidArray(rows.map((row) => row.session_id)),
      uuidArray(rows.map((row) => row.site_id)),
      uuidArray(rows.map((row) => row.window_id)),
      uuidArray(rows.map((row) => row.staff_id)),
      textArray(rows.map((row) => row.item_code)),
      textArray(rows.map((row) => row.ticket)),
      textArray(rows.map((row) => row.grade)),
      textArray(rows.map((row) => row.first_grade)),
      textArray(rows.map((row) => row.channel)),
      textArray(rows.map((row) => row.armed_by)),
      textArray(rows.map((row) => row.source)),
      textArray(rows.map((row) => row.details)),
      int8Array(rows.map((row) => row.evaluated_ms)),
      uuidArray(rows.map((row) => row.boot)),
      float8Array(rows.map((row) => row.mono_ms)),
    ],
  });
  return new Set(inserted.rows.map(({ seq }) => seq));
}
