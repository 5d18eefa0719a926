import { acceptInflated } from '@pingjia/sync-server/domain/ingest/accept-batch';
import type { SyncContext } from '@pingjia/sync-server/sync-context';

/** Batches travel unpacked in the simulation: nothing in it may wait for another thread. */
export function acceptUnpacked(context: SyncContext, deviceId: string, body: Uint8Array) {
  return acceptInflated(context, deviceId, body);
}
