import type { BundleBatchHeader, Fault, Hash, SignedStatement } from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';
import { forkedSeq } from '../ingest/find-place.ts';
import { signReceipt } from '../receipts/sign-receipt.ts';

/**
 * What is held of an epoch of which a batch was refused as forked: the record before the batch, the one before the first that
 * differs, and the newest. The device tells from them up to where both have the same.
 */
export async function branchReceipts(
  { store, keys }: Pick<SyncContext, 'store' | 'keys'>,
  { device, epoch, from }: Pick<BundleBatchHeader, 'device' | 'epoch' | 'from'>,
  refusal: Fault,
): Promise<readonly SignedStatement[]> {
  const head = (await store.findEpochs(device, [epoch])).get(epoch);
  if (head === undefined) return [];
  const { watermark_seq: newest, watermark_hash, moved_at } = head;
  const before = [...new Set([from - 1, forkedSeq(refusal) - 1])].filter((seq) => seq > 0 && seq < newest);
  const held = before.length === 0 ? new Map<number, null>() : await store.findHashes(device, epoch, before);
  const places = [...before.map((seq) => [seq, held.get(seq)] as const), [newest, watermark_hash] as const];
  return places.flatMap(([seq, hash]) => {
    const watermark = { seq, hash: hash?.toString('base64url') as Hash };
    return hash == null ? [] : signReceipt(keys.signing, { device, epoch, watermark }, moved_at);
  });
}
