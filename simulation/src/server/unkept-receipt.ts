import { parseJson, type Receipt, type SignedStatement } from '@pingjia/shared';
import { type CommittedTables, keyOf } from '@pingjia/sync-server/memory-store';

interface MayHoldReceipts {
  readonly receipt?: SignedStatement;
  readonly heads?: readonly { readonly receipt: SignedStatement | null }[];
}

/** A receipt in an answer that says more than is committed; null if there is none. */
export function unkeptReceipt(answer: Uint8Array, { epochs }: CommittedTables): string | null {
  const { receipt, heads = [] } = parseJson(Buffer.from(answer).toString('utf8')) as MayHoldReceipts;
  for (const signed of [receipt, ...heads.map((head) => head.receipt)]) {
    if (signed == null) continue;
    const { device, epoch, watermark } = parseJson(signed.statement) as Receipt;
    const committed = epochs.get(keyOf(device, epoch))?.watermark_seq ?? 0;
    if (committed < watermark.seq) return `a receipt for ${watermark.seq} of epoch ${epoch}, committed to ${committed}`;
  }
  return null;
}
