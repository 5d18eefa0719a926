import { nodeSha256 } from '@pingjia/node-platform';
import { type AttachmentReceipt, err, fault, type Hash, ok, type Result, type SignedStatement } from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';

/**
 * Keeps a sealed file that an accepted record of the device names, and signs for it once it is durable. The same again
 * changes nothing. Errors: ATTACHMENT_DAMAGED (other bytes than named), ATTACHMENT_UNNAMED.
 */
export async function takeAttachment(
  { store, keys, clock, live }: Pick<SyncContext, 'store' | 'keys' | 'clock' | 'live'>,
  device: string,
  hash: Hash,
  sealed: Uint8Array,
): Promise<Result<SignedStatement>> {
  if (nodeSha256(sealed) !== hash) return err(fault('ATTACHMENT_DAMAGED', hash));
  const issuedAt = Math.round(clock.wall());
  const content = keys.erasures.has({ deviceId: device, hash }) ? null : sealed;
  if (!(await store.storeAttachment(device, hash, content, issuedAt))) return err(fault('ATTACHMENT_UNNAMED', hash));
  live.publish({ kind: 'accepted', deviceId: device });
  return ok(keys.signing.sign({ purpose: 'attachment-receipt', device, hash, issuedAt } satisfies AttachmentReceipt));
}
