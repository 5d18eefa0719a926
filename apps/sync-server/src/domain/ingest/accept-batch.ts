import { type BatchResponse, decodeBatch, err, fault, type Result } from '@pingjia/shared';
import type { AppContext } from '../../app-context.ts';
import { nodeSha256 } from '../../platform/node-platform.ts';
import { inflateBatch } from './inflate.ts';
import { ingestBatch } from './ingest-batch.ts';
import { walkChain } from './walk-chain.ts';

/** From the body as sent to the receipt. Errors: every BATCH_ code, EPOCH_FORKED, DEVICE_UNKNOWN, DEVICE_REVOKED. */
export async function acceptBatch(
  context: AppContext,
  deviceId: string,
  body: Uint8Array,
): Promise<Result<BatchResponse>> {
  const inflated = await inflateBatch(body);
  if (!inflated.ok) return inflated;
  const batch = decodeBatch(inflated.value);
  if (!batch.ok) return batch;
  if (batch.value.header.device !== deviceId) return err(fault('BATCH_MALFORMED', 'the header names another device'));
  const walked = walkChain(batch.value, nodeSha256);
  return walked.ok ? ingestBatch(context, deviceId, walked.value) : walked;
}
