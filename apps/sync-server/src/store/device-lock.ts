import type { PoolClient } from 'pg';
import { allOf } from './ingest-transaction.ts';
import type { EpochRow, Timestamp } from './schema.ts';

export interface LockedDevice {
  readonly forked: boolean;
  readonly revoked: boolean;
  readonly severalEpochs: boolean;
}

export interface EpochHead {
  readonly watermark: number;
  readonly hash: Buffer;
  readonly forked: boolean;
  readonly movedAt: Timestamp;
}

/** Takes the device's row for this transaction: everything that writes for one device is serialised by it. */
export async function lockDevice(client: PoolClient, deviceId: string): Promise<LockedDevice | null> {
  const { rows } = await client.query<LockedDevice>({
    name: 'lock-device',
    text: `SELECT forked, revoked_at IS NOT NULL AS revoked, several_epochs AS "severalEpochs" FROM devices
           WHERE device_id = $1 FOR UPDATE`,
    values: [deviceId],
  });
  return rows[0] ?? null;
}

export async function epochHead(client: PoolClient, deviceId: string, epoch: string): Promise<EpochHead | null> {
  const { rows } = await client.query<Pick<EpochRow, 'watermark_seq' | 'watermark_hash' | 'forked' | 'moved_at'>>({
    name: 'epoch-head',
    text: 'SELECT watermark_seq, watermark_hash, forked, moved_at FROM epochs WHERE device_id = $1 AND epoch = $2',
    values: [deviceId, epoch],
  });
  const [row] = rows;
  return row === undefined
    ? null
    : { watermark: row.watermark_seq, hash: row.watermark_hash, forked: row.forked, movedAt: row.moved_at };
}

/**
 * The acceptance time of this transaction's rows: later than every one that is visible. Must be sent after lockDevice,
 * inside its transaction; see docs/adr/0003-list-cursor.md.
 */
export async function acceptanceStamp(client: PoolClient): Promise<Timestamp> {
  const { rows } = await client.query<{ stamp: Timestamp }>({
    name: 'acceptance-stamp',
    text: `SELECT greatest(clock_timestamp(), max(accepted_at) + interval '1 microsecond') AS stamp FROM evaluations`,
  });
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate gave no row');
  return row.stamp;
}

/** Marks device and epoch: two branches were seen under one identity. */
export async function markForked(client: PoolClient, deviceId: string, epoch: string): Promise<void> {
  await allOf([
    client.query('UPDATE devices SET forked = true WHERE device_id = $1', [deviceId]),
    client.query('UPDATE epochs SET forked = true WHERE device_id = $1 AND epoch = $2', [deviceId, epoch]),
  ]);
}
