import { type AttachmentReceipt, attachmentReceiptSchema, parseJson, type SignedStatement } from '@pingjia/shared';
import type { VerifyStatement } from '../provisioning/sealing-key-store.ts';

/** What the server signed about an attachment of this device; null where it did not. */
export function openAttachmentReceipt(
  signed: SignedStatement,
  device: string,
  isSigned: VerifyStatement,
): AttachmentReceipt | null {
  if (!isSigned(signed)) return null;
  const receipt = attachmentReceiptSchema.safeParse(parseJson(signed.statement)).data;
  return receipt?.device === device ? receipt : null;
}
