import type { PoolClient } from 'pg';
import { type NewRecord, recordColumns } from './insert-records.ts';
import type { Timestamp } from './schema.ts';

/** Puts records where only placeholders were held; answers how many. What is held as bytes is never touched. */
export async function fillPlaces(
  client: PoolClient,
  deviceId: string,
  epoch: string,
  stamp: Timestamp,
  records: readonly NewRecord[],
): Promise<number> {
  const { rows } = await client.query({
    name: 'fill-places',
    text: `UPDATE records AS r SET hash = u.hash, type = u.type, bytes = u.bytes, quarantine = u.quarantine,
             pending = u.pending, accepted_at = $3::timestamptz
           FROM unnest($4::bigint[], $5::bytea[], $6::text[], $7::bytea[], $8::text[], $9::boolean[])
             AS u (seq, hash, type, bytes, quarantine, pending)
           WHERE r.device_id = $1 AND r.epoch = $2 AND r.seq = u.seq AND r.bytes IS NULL RETURNING r.seq`,
    values: [deviceId, epoch, stamp, ...recordColumns(records)],
  });
  return rows.length;
}
