import type { Receipt, SignedStatement } from '@pingjia/shared';
import type { SigningKey } from '../../keys/signing-key.ts';

/** Must only be called for what is committed: the device counts on it when it prunes. */
export function signReceipt(key: SigningKey, { device, epoch, watermark }: Receipt): SignedStatement {
  return key.sign({ device, epoch, watermark: { seq: watermark.seq, hash: watermark.hash } });
}
