import type { Hash } from '@pingjia/shared';
import type { PoolClient } from 'pg';
import { byteaArray, int8Array, textArray, uuidArray } from './binary-array.ts';
import type { RemarkRow, Timestamp } from './schema.ts';

export type NewRemark = Omit<RemarkRow, 'device_id' | 'hash' | 'accepted_at'> & { readonly hash: Hash };

/** Notes which attachments evaluations have; one that is carried into another epoch is noted once. */
export async function insertRemarks(
  client: PoolClient,
  deviceId: string,
  stamp: Timestamp,
  remarks: readonly NewRemark[],
): Promise<void> {
  await client.query({
    name: 'insert-remarks',
    text: `INSERT INTO remarks (device_id, accepted_at, hash, evaluation_id, sealed_for, bytes, key_id, holds, seq)
           SELECT $1::uuid, $2::timestamptz, u.hash, u.evaluation_id, u.sealed_for, u.bytes, u.key_id,
             string_to_array(u.holds, ','), u.seq
           FROM unnest($3::bytea[], $4::uuid[], $5::uuid[], $6::bigint[], $7::text[], $8::text[], $9::bigint[])
             AS u (hash, evaluation_id, sealed_for, bytes, key_id, holds, seq)
           ON CONFLICT DO NOTHING`,
    values: [
      deviceId,
      stamp,
      byteaArray(remarks.map(({ hash }) => Buffer.from(hash, 'base64url'))),
      uuidArray(remarks.map(({ evaluation_id }) => evaluation_id)),
      uuidArray(remarks.map(({ sealed_for }) => sealed_for)),
      int8Array(remarks.map(({ bytes }) => bytes)),
      textArray(remarks.map(({ key_id }) => key_id)),
      textArray(remarks.map(({ holds }) => holds.join(','))),
      int8Array(remarks.map(({ seq }) => seq)),
    ],
  });
}
