import type { PoolClient } from 'pg';
import type { Kysely } from 'kysely';
import { int8Array } from './binary-array.ts';
import { allOf } from './ingest-transaction.ts';
import type { Schema } from './schema.ts';

export interface PendingPlace {
  readonly device_id: string;
  readonly epoch: string;
}

/** Epochs that hold records which no version so far could project. */
export async function pendingPlaces(db: Kysely<Schema>): Promise<readonly PendingPlace[]> {
  return db
    .selectFrom('records')
    .select(['device_id', 'epoch'])
    .where('pending', '=', true)
    .groupBy(['device_id', 'epoch'])
    .orderBy('device_id')
    .orderBy('epoch')
    .execute();
}

export interface PendingRecord {
  readonly seq: number;
  readonly bytes: Buffer;
  readonly quarantined: boolean;
}

/** At most `limit` of an epoch's pending records behind `after`, in their order. */
export async function pendingRecords(
  client: PoolClient,
  { device_id, epoch }: PendingPlace,
  after: number,
  limit: number,
): Promise<readonly PendingRecord[]> {
  const { rows } = await client.query<PendingRecord>(
    `SELECT seq, bytes, quarantine IS NOT NULL AS quarantined FROM records
     WHERE device_id = $1 AND epoch = $2 AND pending AND seq > $3 ORDER BY seq LIMIT $4`,
    [device_id, epoch, after, limit],
  );
  return rows;
}

/** Marks records as projected; the counts of their epoch follow. */
export async function settleRecords(
  client: PoolClient,
  { device_id, epoch }: PendingPlace,
  records: readonly PendingRecord[],
  evaluations: number,
): Promise<void> {
  const settled = client.query(
    `UPDATE records SET pending = false, quarantine = NULL WHERE device_id = $1 AND epoch = $2 AND seq = ANY ($3::bigint[])`,
    [device_id, epoch, int8Array(records.map(({ seq }) => seq))],
  );
  const counted = client.query(
    `UPDATE epochs SET evaluations = evaluations + $3, quarantined = quarantined - $4 WHERE device_id = $1 AND epoch = $2`,
    [device_id, epoch, evaluations, records.filter(({ quarantined }) => quarantined).length],
  );
  await allOf([settled, counted]);
}
