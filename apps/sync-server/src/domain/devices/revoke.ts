import type { SyncContext } from '../../app-context.ts';
import { withNewestKey } from '../device-auth/newest-key.ts';

/** False if there is no such device. In the log first: what is in the database alone, a restore would undo. */
export async function revoke({ store, keys, clock, live }: SyncContext, deviceId: string): Promise<boolean> {
  const found = await store.findDevice(deviceId);
  if (found === null) return false;
  const { keyNumber } = withNewestKey(keys, found);
  const now = clock.wall();
  if (!keys.revocations.has(deviceId, keyNumber)) keys.revocations.append(deviceId, keyNumber, now);
  await store.revokeDevice(deviceId, now);
  live.publish({ kind: 'device', deviceId });
  return true;
}
