import type { Hash } from '@pingjia/shared';
import type { AppContext } from '../../app-context.ts';
import { eraseAgain } from '../../store/attachments.ts';

/** Erases what a database restored from an older dump brought back; answers how many attachments that were. */
export async function eraseRestored({ db, keys }: Pick<AppContext, 'db' | 'keys'>): Promise<number> {
  const byDevice = new Map<string, Hash[]>();
  for (const { deviceId, hash } of keys.erasures.all) byDevice.set(deviceId, [...(byDevice.get(deviceId) ?? []), hash]);
  let erased = 0;
  for (const [deviceId, hashes] of byDevice) erased += await eraseAgain(db, deviceId, hashes);
  return erased;
}
