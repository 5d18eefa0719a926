import {
  type Batch,
  type BatchItem,
  err,
  type Fault,
  fault,
  findBreak,
  type Hash,
  noHash,
  ok,
  type Result,
  type Sha256,
} from '@pingjia/shared';
import { type IngestItem, readRecord } from './ingest-item.ts';

export interface WalkedBatch {
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly tip: Hash;
  readonly items: readonly IngestItem[];
  /** The hash that the first item names for the record before it; null if the first item cannot be read. */
  readonly before: Hash | null;
}

/**
 * Follows the chain through a batch: every readable record names the hash of the item before it, and the header's tip is
 * the hash of the last. What cannot be read is vouched for by its successor, the tip and the signature over the batch.
 * Errors: BATCH_CHAIN_BROKEN.
 */
export function walkChain({ header, items }: Batch, sha256: Sha256): Result<WalkedBatch> {
  const walked: IngestItem[] = [];
  let before: Hash | null = null;
  for (const [index, item] of items.entries()) {
    const seq = header.from + index;
    const previous = walked.at(-1);
    const step = take(item, header.epoch, seq, previous?.hash ?? null, sha256);
    if (!step.ok) return step;
    const { item: taken, prev } = step.value;
    if (index === 0) before = prev;
    // A successor tells what a rotted record was.
    else if (previous !== undefined && previous.hash === null && prev !== null)
      walked[index - 1] = { ...previous, hash: prev };
    walked.push(taken);
  }
  const last = walked.at(-1);
  if (last === undefined) return err(fault('BATCH_MALFORMED', 'empty'));
  if (last.hash === null) walked[walked.length - 1] = { ...last, hash: header.tip };
  else if (last.hash !== header.tip) return err(fault('BATCH_CHAIN_BROKEN', 'the tip is not the last record'));
  const broken = checkStart(header.from, walked[0], before);
  if (broken !== null) return err(broken);
  return ok({ epoch: header.epoch, from: header.from, to: header.to, tip: header.tip, items: walked, before });
}

interface Step {
  readonly item: IngestItem;
  /** What the item says of its predecessor. */
  readonly prev: Hash | null;
}

function take(item: BatchItem, epoch: string, seq: number, after: Hash | null, sha256: Sha256): Result<Step> {
  if (item.kind === 'placeholder') {
    const { hash, reason } = item.placeholder;
    return ok({ item: { seq, hash, bytes: null, type: null, quarantine: reason, record: null }, prev: null });
  }
  const { envelope, ...read } = readRecord(item.bytes);
  if (envelope !== null) {
    const broken = findBreak(epoch, { seq: seq - 1, hash: after ?? envelope.prev }, envelope);
    if (broken !== null) return err(broken);
  }
  return ok({ item: { seq, hash: sha256(item.bytes), bytes: item.bytes, ...read }, prev: envelope?.prev ?? null });
}

function checkStart(from: number, first: IngestItem | undefined, before: Hash | null): Fault | null {
  if (from !== 1) return null;
  if (before !== null && before !== noHash) return fault('BATCH_CHAIN_BROKEN', 'seq 1 names a predecessor');
  const readable = first !== undefined && first.type !== null;
  return readable && first.type !== 'epoch-begun' ? fault('BATCH_CHAIN_BROKEN', 'seq 1 is not epoch-begun') : null;
}
