import {
  type BatchResponse,
  type EpochBegun,
  err,
  type Fault,
  fault,
  type Hash,
  ok,
  type Position,
  type Result,
} from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';
import { isDataFault } from '../../store/database-fault.ts';
import type { EpochHead } from '../../store/device-lock.ts';
import type { HeadMove } from '../../store/epoch-heads.ts';
import type { HeldRecord } from '../../store/held-records.ts';
import { allOf } from '../../store/ingest-transaction.ts';
import type { IngestUnit } from '../../store/ingest-unit.ts';
import type { Timestamp } from '../../store/schema.ts';
import { signReceipt } from '../receipts/sign-receipt.ts';
import { applyProjection } from './apply-projection.ts';
import { findHealed } from './find-healed.ts';
import { findMisfit } from './find-place.ts';
import { heal } from './heal.ts';
import { type IngestItem, isQuarantined, setAside, toRow } from './ingest-item.ts';
import { projectOnce } from '../repetitions/project-once.ts';
import { linksOfBatch } from '../repetitions/links-of-batch.ts';
import { retryEpoch } from './retry-pending.ts';
import type { WalkedBatch } from './walk-chain.ts';

interface Outcome {
  readonly accepted: number;
  readonly quarantined: readonly number[];
  readonly watermark: Position;
  readonly movedAt: Timestamp;
}

type Step = { readonly answer: Result<Outcome>; readonly last: readonly Promise<unknown>[] };

/** What a device is answered, and how many records of its batch were new here. */
export type AcceptedBatch = BatchResponse & { readonly accepted: number };

/**
 * Stores a batch in one transaction and answers, after the commit, with the receipt. The same batch again gets the same
 * answer and changes nothing. Errors: DEVICE_UNKNOWN, DEVICE_REVOKED, BATCH_OUT_OF_PLACE, EPOCH_FORKED.
 */
export async function ingestBatch(
  context: SyncContext,
  deviceId: string,
  batch: WalkedBatch,
): Promise<Result<AcceptedBatch>> {
  const outcome = await context.queues.run(deviceId, () => store(context, deviceId, batch));
  if (!outcome.ok) {
    if (outcome.error.code === 'EPOCH_FORKED') context.live.publish({ kind: 'device', deviceId });
    return outcome;
  }
  const { accepted, quarantined, watermark, movedAt } = outcome.value;
  context.metrics.recordsAccepted.inc(accepted);
  if (accepted > 0) context.live.publish({ kind: 'accepted', deviceId });
  const receipt = signReceipt(context.keys.signing, { device: deviceId, epoch: batch.epoch, watermark }, movedAt);
  return ok({ receipt, accepted, quarantined: [...quarantined] });
}

/** Where the database refuses what a record says, all are kept as bytes, and each that it does take is projected after. */
async function store(context: SyncContext, deviceId: string, batch: WalkedBatch): Promise<Result<Outcome>> {
  try {
    return await context.store.ingest((unit) => take(unit, deviceId, batch));
  } catch (error) {
    if (!isDataFault(error)) throw error;
  }
  const aside = { ...batch, items: batch.items.map(setAside) };
  const outcome = await context.store.ingest((unit) => take(unit, deviceId, aside));
  if (outcome.ok) await retryEpoch(context, { device_id: deviceId, epoch: batch.epoch });
  return outcome;
}

async function take(unit: IngestUnit, deviceId: string, batch: WalkedBatch): Promise<Step> {
  const { epoch, from, to } = batch;
  const [device, head, stamp] = await allOf([
    unit.lockDevice(deviceId),
    unit.epochHead(deviceId, epoch),
    unit.acceptanceStamp(),
  ]);
  if (device === null) return refuse(fault('DEVICE_UNKNOWN'));
  if (device.revoked) return refuse(fault('DEVICE_REVOKED'));
  const watermark = head?.watermark ?? 0;
  const overlaps = from <= watermark;
  const held: ReadonlyMap<number, HeldRecord> = overlaps
    ? await unit.heldRecords(deviceId, epoch, from - 1, to)
    : new Map();
  const misfit = findMisfit(batch, head, held);
  if (misfit !== null) {
    if (misfit.code === 'EPOCH_FORKED') await unit.markForked(deviceId, epoch);
    return refuse(misfit);
  }
  const fresh = batch.items.filter(({ seq }) => seq > watermark);
  const healed = findHealed(batch.items, held);
  const quarantined = [
    ...[...held].filter(([seq, { quarantined }]) => seq >= from && quarantined).map(([seq]) => seq),
    ...[...healed, ...fresh].filter(isQuarantined).map(({ seq }) => seq),
  ].sort((a, b) => a - b);
  const links = await linksOfBatch(unit, device, { deviceId, epoch }, head, begunBy(fresh));
  const before = healed.length === 0 ? 0 : await heal(unit, { deviceId, epoch, stamp, links }, head, healed);
  if (fresh.length === 0) return { answer: ok(unchanged(head, before, quarantined)), last: [] };
  const projection = await projectOnce(unit, { deviceId, epoch, links }, fresh);
  const [stored, evaluations] = await allOf([
    unit.insertRecords(deviceId, epoch, stamp, fresh.map(toRow)),
    applyProjection(unit, deviceId, epoch, stamp, projection),
  ]);
  const moved: Position = { seq: to, hash: batch.tip };
  const move: HeadMove = {
    deviceId,
    epoch,
    watermark: moved,
    evaluations,
    quarantined: fresh.filter(isQuarantined).length,
  };
  const written = head === null ? unit.beginEpoch(move, projection.begun, stamp) : unit.moveHead(move, stamp);
  const marked = projection.carries && !device.forked ? [unit.markForked(deviceId, epoch)] : [];
  const accepted = before + stored;
  return { answer: ok({ accepted, quarantined, watermark: moved, movedAt: stamp }), last: [written, ...marked] };
}

function begunBy([first]: readonly IngestItem[]): EpochBegun | null {
  return first?.record?.type === 'epoch-begun' ? first.record.data : null;
}

function refuse(refusal: Fault): Step {
  return { answer: err(refusal), last: [] };
}

function unchanged(head: EpochHead | null, accepted: number, quarantined: readonly number[]): Outcome {
  if (head === null) throw new Error('an overlap without an epoch');
  const hash = head.hash.toString('base64url') as Hash;
  return { accepted, quarantined, watermark: { seq: head.watermark, hash }, movedAt: head.movedAt };
}
