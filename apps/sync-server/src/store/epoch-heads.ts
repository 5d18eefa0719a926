import type { EpochBegun, Position } from '@pingjia/shared';
import type { PoolClient } from 'pg';
import { allOf } from './ingest-transaction.ts';
import type { Timestamp } from './schema.ts';

export interface HeadMove {
  readonly deviceId: string;
  readonly epoch: string;
  readonly watermark: Position;
  /** Added to the counts. */
  readonly evaluations: number;
  readonly quarantined: number;
}

/** Moves the watermark of an epoch that is held; one that stays where it is keeps its time. */
export async function moveHead(client: PoolClient, move: HeadMove, stamp: Timestamp): Promise<void> {
  await client.query({
    name: 'move-head',
    text: `UPDATE epochs SET watermark_seq = $3, watermark_hash = $4, evaluations = evaluations + $5,
             quarantined = quarantined + $6,
             moved_at = CASE WHEN watermark_seq < $3 THEN $7::timestamptz ELSE moved_at END
           WHERE device_id = $1 AND epoch = $2`,
    values: [
      move.deviceId,
      move.epoch,
      move.watermark.seq,
      Buffer.from(move.watermark.hash, 'base64url'),
      move.evaluations,
      move.quarantined,
      stamp,
    ],
  });
}

/** Stores a new epoch. Where its first record cannot be read, it counts as begun by damage. */
export async function beginEpoch(
  client: PoolClient,
  move: HeadMove,
  begun: EpochBegun | null,
  stamp: Timestamp,
): Promise<void> {
  const { reason, previous } = begun ?? { reason: 'damaged' as const, previous: null };
  const inserted = client.query(
    `INSERT INTO epochs (device_id, epoch, reason, previous_epoch, previous_seq, previous_hash, watermark_seq, watermark_hash,
       evaluations, quarantined, forked, began_at, moved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false, $11, $11)`,
    [
      move.deviceId,
      move.epoch,
      reason,
      ...previousColumns(previous),
      move.watermark.seq,
      Buffer.from(move.watermark.hash, 'base64url'),
      move.evaluations,
      move.quarantined,
      stamp,
    ],
  );
  await allOf([inserted, claimPrevious(client, move.deviceId, previous)]);
}

/** Says how an epoch began whose first record was a placeholder until now. */
export async function describeEpoch(
  client: PoolClient,
  deviceId: string,
  epoch: string,
  { reason, previous }: EpochBegun,
): Promise<void> {
  const updated = client.query(
    `UPDATE epochs SET reason = $3, previous_epoch = $4, previous_seq = $5, previous_hash = $6
     WHERE device_id = $1 AND epoch = $2`,
    [deviceId, epoch, reason, ...previousColumns(previous)],
  );
  await allOf([updated, claimPrevious(client, deviceId, previous)]);
}

/** Sent without waiting for the statement before: what is sent later may come behind the commit. */
async function claimPrevious(client: PoolClient, deviceId: string, previous: EpochBegun['previous']): Promise<void> {
  if (previous !== null) await claimEpochs(client, deviceId, [{ epoch: previous.epoch, seq: previous.tip.seq }]);
}

function previousColumns(previous: EpochBegun['previous']) {
  if (previous === null) return [null, null, null];
  return [previous.epoch, previous.tip.seq, Buffer.from(previous.tip.hash, 'base64url')];
}

interface Querier {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** Remembers how far the device says it wrote; what is missing of that is a gap. */
export async function claimEpochs(
  client: Querier,
  deviceId: string,
  claims: readonly { readonly epoch: string; readonly seq: number }[],
): Promise<void> {
  await client.query(
    `INSERT INTO epoch_claims AS c (device_id, epoch, seq)
     SELECT $1::uuid, u.epoch, u.seq FROM unnest($2::uuid[], $3::bigint[]) AS u (epoch, seq)
     ON CONFLICT (device_id, epoch) DO UPDATE SET seq = greatest(c.seq, excluded.seq) WHERE c.seq < excluded.seq`,
    [deviceId, claims.map(({ epoch }) => epoch), claims.map(({ seq }) => seq)],
  );
}
