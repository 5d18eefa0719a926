import { type BatchResponse, err, type Fault, fault, type Hash, ok, type Position, type Result } from '@pingjia/shared';
import type { PoolClient } from 'pg';
import type { AppContext } from '../../app-context.ts';
import { acceptanceStamp, type EpochHead, epochHead, lockDevice, markForked } from '../../store/device-lock.ts';
import { beginEpoch, type HeadMove, moveHead } from '../../store/epoch-heads.ts';
import { type HeldRecord, heldRecords } from '../../store/held-records.ts';
import { allOf, ingestTransaction } from '../../store/ingest-transaction.ts';
import { insertRecords } from '../../store/insert-records.ts';
import { signReceipt } from '../receipts/sign-receipt.ts';
import { applyProjection } from './apply-projection.ts';
import { findMisfit } from './find-place.ts';
import type { IngestItem } from './ingest-item.ts';
import { project } from './projection.ts';
import type { WalkedBatch } from './walk-chain.ts';

interface Outcome {
  readonly accepted: number;
  readonly quarantined: readonly number[];
  readonly watermark: Position;
}

type Step = { readonly answer: Result<Outcome>; readonly last: readonly Promise<unknown>[] };

/**
 * Stores a batch in one transaction and answers, after the commit, with the receipt. The same batch again gets the same
 * receipt and accepts nothing. Errors: DEVICE_UNKNOWN, DEVICE_REVOKED, BATCH_OUT_OF_PLACE, EPOCH_FORKED.
 */
export async function ingestBatch(
  context: AppContext,
  deviceId: string,
  batch: WalkedBatch,
): Promise<Result<BatchResponse>> {
  const outcome = await context.queues.run(deviceId, () =>
    ingestTransaction(context.ingest, (client) => take(client, deviceId, batch)),
  );
  if (!outcome.ok) {
    if (outcome.error.code === 'EPOCH_FORKED') context.live.publish({ kind: 'device', deviceId });
    return outcome;
  }
  const { accepted, quarantined, watermark } = outcome.value;
  context.metrics.recordsAccepted.inc(accepted);
  if (accepted > 0) context.live.publish({ kind: 'accepted', deviceId });
  const receipt = signReceipt(context.keys.signing, { device: deviceId, epoch: batch.epoch, watermark });
  return ok({ receipt, accepted, quarantined: [...quarantined] });
}

async function take(client: PoolClient, deviceId: string, batch: WalkedBatch): Promise<Step> {
  const { epoch, from, to } = batch;
  const [device, head, stamp] = await allOf([
    lockDevice(client, deviceId),
    epochHead(client, deviceId, epoch),
    acceptanceStamp(client),
  ]);
  if (device === null) return refuse(fault('DEVICE_UNKNOWN'));
  if (device.revoked) return refuse(fault('DEVICE_REVOKED'));
  const watermark = head?.watermark ?? 0;
  const overlaps = from <= watermark;
  const held: ReadonlyMap<number, HeldRecord> = overlaps
    ? await heldRecords(client, deviceId, epoch, from - 1, to)
    : new Map();
  const misfit = findMisfit(batch, head, held);
  if (misfit !== null) {
    if (misfit.code === 'EPOCH_FORKED') await markForked(client, deviceId, epoch);
    return refuse(misfit);
  }
  const fresh = batch.items.filter(({ seq }) => seq > watermark);
  const quarantined = [
    ...[...held].filter(([seq, { quarantined }]) => seq >= from && quarantined).map(([seq]) => seq),
    ...fresh.filter(isQuarantined).map(({ seq }) => seq),
  ].sort((a, b) => a - b);
  if (fresh.length === 0) return { answer: ok(unchanged(head, quarantined)), last: [] };
  const projection = project(fresh);
  const [accepted, evaluations] = await allOf([
    insertRecords(client, deviceId, epoch, stamp, fresh.map(toRow)),
    applyProjection(client, deviceId, epoch, stamp, projection),
  ]);
  const moved: Position = { seq: to, hash: batch.tip };
  const move: HeadMove = {
    deviceId,
    epoch,
    watermark: moved,
    evaluations,
    quarantined: fresh.filter(isQuarantined).length,
  };
  const written = head === null ? beginEpoch(client, move, projection.begun, stamp) : moveHead(client, move);
  const marked = projection.carries && !device.forked ? [markForked(client, deviceId, epoch)] : [];
  return { answer: ok({ accepted, quarantined, watermark: moved }), last: [written, ...marked] };
}

function refuse(refusal: Fault): Step {
  return { answer: err(refusal), last: [] };
}

function unchanged(head: EpochHead | null, quarantined: readonly number[]): Outcome {
  if (head === null) throw new Error('an overlap without an epoch');
  const hash = head.hash.toString('base64url') as Hash;
  return { accepted: 0, quarantined, watermark: { seq: head.watermark, hash } };
}

function isQuarantined({ quarantine, bytes }: IngestItem): boolean {
  return quarantine !== null && bytes !== null;
}

function toRow({ seq, hash, type, bytes, quarantine, record }: IngestItem) {
  return { seq, hash, type, bytes, quarantine, pending: record === null && bytes !== null };
}
