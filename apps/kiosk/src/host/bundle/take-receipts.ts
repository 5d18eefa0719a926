import {
  bundleReceiptFileSchema,
  err,
  fault,
  ok,
  parseJson,
  type Receipt,
  type Result,
  type SignedStatement,
} from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import type { Credentials } from '../sync/credentials.ts';
import { openReceipt } from '../sync/receipts.ts';

export interface CarriedReceipt {
  readonly receipt: Receipt;
  readonly signed: SignedStatement;
}

/** Whose receipts count, and what they are verified with. */
export type ReceiptReader = Pick<Credentials, 'device' | 'serverKey'>;

/** Most text a receipt file may have, bytes. */
export const maxReceiptText = 16 * 1024 * 1024;

/**
 * The receipts that a stick brought back, every one signed by this pad's server and true of this pad's journal; one that
 * is not spoils them all. Errors: BUNDLE_RECEIPT_INVALID, BUNDLE_RECEIPT_FOREIGN.
 */
export async function takeReceipts(
  text: string,
  {
    credentials,
    journal,
  }: { readonly credentials: ReceiptReader; readonly journal: Pick<Journal, 'hashAt' | 'tipOf'> },
): Promise<Result<readonly CarriedReceipt[]>> {
  const file = text.length > maxReceiptText ? undefined : bundleReceiptFileSchema.safeParse(parseJson(text)).data;
  if (file === undefined) return err(fault('BUNDLE_RECEIPT_INVALID', 'it cannot be read'));
  if (file.device !== credentials.device) return err(fault('BUNDLE_RECEIPT_FOREIGN', file.device));
  const taken: CarriedReceipt[] = [];
  for (const signed of file.receipts) {
    const epoch = (parseJson(signed.statement) as { epoch?: unknown } | null)?.epoch;
    const receipt =
      typeof epoch === 'string' ? openReceipt(signed, credentials.serverKey, credentials.device, epoch) : null;
    if (receipt === null) return err(fault('BUNDLE_RECEIPT_INVALID', 'its signature'));
    const { seq, hash } = receipt.watermark;
    const ours = await journal.hashAt(receipt.epoch, seq);
    // A place that cannot be read any more proves nothing against the server.
    const isTrue = ours === null ? seq <= (journal.tipOf(receipt.epoch)?.seq ?? 0) : ours === hash;
    if (!isTrue) {
      return err(fault('BUNDLE_RECEIPT_INVALID', `record ${seq} is another one in this pad’s journal`));
    }
    taken.push({ receipt, signed });
  }
  return ok(taken);
}
