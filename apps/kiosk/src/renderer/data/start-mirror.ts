import type { Clock } from '@pingjia/shared';
import type { JournalSource } from './journal-source.ts';
import { whenIdle } from './idle.ts';
import type { Mirror } from './mirror.ts';
import type { MirrorState } from './mirror-state.ts';
import { storageBuckets } from './storage-buckets.ts';

const databaseName = 'pingjia-mirror';

/** Loads the mirror's code, which is most of the bundle, once the page is idle; the returned promise gives the running mirror. */
export async function startMirror(
  source: JournalSource,
  clock: Clock,
  onState: (state: MirrorState) => void,
): Promise<Mirror> {
  await whenIdle();
  const { Mirror } = await import('./mirror.ts');
  const mirror = new Mirror({ name: databaseName, buckets: storageBuckets(), source, clock, idle: whenIdle, onState });
  void mirror.run();
  return mirror;
}
