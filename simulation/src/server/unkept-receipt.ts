import { parseJson, type Receipt, type SignedStatement } from '@pingjia/shared';
import { type CommittedTables, keyOf } from '@pingjia/sync-server/memory-store';

interface MayHoldReceipts {
  readonly receipt?: SignedStatement;
  readonly heads?: readonly { readonly receipt: SignedStatement | null }[];
}

/** A receipt in an answer that says more than is committed; null if there is none. */
export function unkeptReceipt(answer: Uint8Array, tables: CommittedTables): string | null {
  const { receipt, heads = [] } = parseJson(Buffer.from(answer).toString('utf8')) as MayHoldReceipts;
  for (const signed of [receipt, ...heads.map((head) => head.receipt)]) {
    const unkept = signed == null ? null : unkeptStatement(signed, tables);
    if (unkept !== null) return unkept;
  }
  return null;
}

export function unkeptStatement({ statement }: SignedStatement, { epochs }: CommittedTables): string | null {
  const { device, epoch, watermark } = parseJson(statement) as Receipt;
  // What is signed of an attachment names no watermark.
  if (watermark === undefined) return null;
  const committed = epochs.get(keyOf(device, epoch))?.watermark_seq ?? 0;
  return committed < watermark.seq
    ? `a receipt for ${watermark.seq} of epoch ${epoch}, committed to ${committed}`
    : null;
}
