import type { AppContext } from '../../app-context.ts';
import { findDevice, revokeDevice } from '../../store/devices.ts';

/** False if there is no such device. In the log first: what is in the database alone, a restore would undo. */
export async function revoke({ db, keys, clock, live }: AppContext, deviceId: string): Promise<boolean> {
  if ((await findDevice(db, deviceId)) === null) return false;
  const now = clock.wall();
  if (!keys.revocations.has(deviceId)) keys.revocations.append(deviceId, now);
  await revokeDevice(db, deviceId, now);
  live.publish({ kind: 'device', deviceId });
  return true;
}
