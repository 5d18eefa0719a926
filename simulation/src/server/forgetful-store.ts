import type { CommittedTables } from '@pingjia/sync-server/memory-store';
import type { SyncContext } from '@pingjia/sync-server/sync-context';

type Store = SyncContext['store'];

/** The deliberate bug: a store that does not know an evaluation again by its id. */
export function forgetful(store: Store, { evaluationIds }: CommittedTables): Store {
  return {
    ...store,
    ingest: (work) =>
      store.ingest((unit) => {
        evaluationIds.clear();
        return work(unit);
      }),
  };
}
