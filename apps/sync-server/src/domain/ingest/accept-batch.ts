import { nodeSha256 } from '@pingjia/node-platform';
import { decodeBatch, err, fault, type Result } from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';
import { inflateBatch } from './inflate.ts';
import { type AcceptedBatch, ingestBatch } from './ingest-batch.ts';
import { walkChain } from './walk-chain.ts';

/** From the body as sent to the receipt. Errors: every BATCH_ code, EPOCH_FORKED, DEVICE_UNKNOWN, DEVICE_REVOKED. */
export async function acceptBatch(
  context: SyncContext,
  deviceId: string,
  body: Uint8Array,
): Promise<Result<AcceptedBatch>> {
  const inflated = await inflateBatch(body);
  return inflated.ok ? acceptInflated(context, deviceId, inflated.value) : inflated;
}

/** The same from the inflated body on. */
export async function acceptInflated(
  context: SyncContext,
  deviceId: string,
  inflated: Uint8Array,
): Promise<Result<AcceptedBatch>> {
  const batch = decodeBatch(inflated);
  if (!batch.ok) return batch;
  if (batch.value.header.device !== deviceId) return err(fault('BATCH_MALFORMED', 'the header names another device'));
  const walked = walkChain(batch.value, nodeSha256);
  return walked.ok ? ingestBatch(context, deviceId, walked.value) : walked;
}
