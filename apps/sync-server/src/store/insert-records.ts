import type { Hash } from '@pingjia/shared';
import type { PoolClient } from 'pg';
import { boolArray, byteaArray, int8Array, textArray } from './binary-array.ts';
import type { Timestamp } from './schema.ts';

export interface NewRecord {
  readonly seq: number;
  readonly hash: Hash | null;
  readonly type: string | null;
  readonly bytes: Uint8Array | null;
  readonly quarantine: string | null;
  readonly pending: boolean;
}

const text = `INSERT INTO records (device_id, epoch, seq, hash, type, bytes, quarantine, pending, accepted_at)
  SELECT $1::uuid, $2::uuid, u.seq, u.hash, u.type, u.bytes, u.quarantine, u.pending, $3::timestamptz
  FROM unnest($4::bigint[], $5::bytea[], $6::text[], $7::bytea[], $8::text[], $9::boolean[])
    AS u (seq, hash, type, bytes, quarantine, pending)
  ON CONFLICT DO NOTHING RETURNING seq`;

/** Stores records of one epoch in one statement; answers how many were new. */
export async function insertRecords(
  client: PoolClient,
  deviceId: string,
  epoch: string,
  stamp: Timestamp,
  records: readonly NewRecord[],
): Promise<number> {
  const { rows } = await client.query({
    name: 'insert-records',
    text,
    values: [deviceId, epoch, stamp, ...recordColumns(records)],
  });
  return rows.length;
}

/** seq, hash, type, bytes, quarantine and pending, each as an array. */
export function recordColumns(records: readonly NewRecord[]): readonly Buffer[] {
  return [
    int8Array(records.map(({ seq }) => seq)),
    byteaArray(records.map(({ hash }) => (hash === null ? null : Buffer.from(hash, 'base64url')))),
    textArray(records.map(({ type }) => type)),
    byteaArray(records.map(({ bytes }) => bytes)),
    textArray(records.map(({ quarantine }) => quarantine)),
    boolArray(records.map(({ pending }) => pending)),
  ];
}
