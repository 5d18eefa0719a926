import { type CommittedTables, keyOf } from '@pingjia/sync-server/memory-store';
import type { SyncContext } from '@pingjia/sync-server/sync-context';
import type { Bug } from '../history/bug.ts';

type Store = SyncContext['store'];

/** The deliberate bugs of a store. */
export function carelessStore(store: Store, tables: CommittedTables, bug: Bug): Store {
  if (bug === 'server-forgets') return { ...store, ingest: (work) => forgetIds(store, tables, work) };
  if (bug === 'hides-gap') return { ...store, ingest: (work) => hideGaps(store, work) };
  if (bug !== 'drops-attachments') return store;
  return {
    ...store,
    storeAttachment: async (device, hash) => tables.remarks.has(keyOf(device, hash)),
  };
}

/** It does not know an evaluation again by its id. */
function forgetIds<T>(
  store: Store,
  { evaluationIds }: CommittedTables,
  work: Parameters<typeof store.ingest<T>>[0],
): Promise<T> {
  return store.ingest((unit) => {
    evaluationIds.clear();
    return work(unit);
  });
}

function hideGaps<T>(store: Store, work: Parameters<typeof store.ingest<T>>[0]): Promise<T> {
  return store.ingest((unit) => work({ ...unit, declareGap: async () => undefined }));
}
