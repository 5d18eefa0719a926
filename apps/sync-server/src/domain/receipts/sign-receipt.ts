import type { Receipt, SignedStatement } from '@pingjia/shared';
import type { SigningKey } from '../../keys/signing-key.ts';
import type { Timestamp } from '../../store/schema.ts';
import { toMilliseconds } from '../../store/timestamp.ts';

/**
 * Must only be called for what is committed: the device counts on it when it prunes. Dated by when the watermark was
 * reached, so that whoever asks gets the same receipt for the same watermark.
 */
export function signReceipt(
  key: SigningKey,
  { device, epoch, watermark }: Omit<Receipt, 'issuedAt'>,
  movedAt: Timestamp,
): SignedStatement {
  const { seq, hash } = watermark;
  return key.sign({ device, epoch, watermark: { seq, hash }, issuedAt: toMilliseconds(movedAt) });
}
