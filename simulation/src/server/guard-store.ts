import type { SyncContext } from '@pingjia/sync-server/sync-context';
import type { Bug } from '../history/bug.ts';
import type { Process } from '../time/process.ts';

type Store = SyncContext['store'];

/** Lets the process die before and after every access to its database. */
export function guardStore(store: Store, process: Process, bug: Bug): Store {
  const guarded = Object.entries(store as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>).map(
    ([name, operation]) => [
      name,
      async (...args: unknown[]) => {
        await process.call();
        const answer = await operation(...args);
        await process.call();
        return answer;
      },
    ],
  );
  const whole = Object.fromEntries(guarded) as unknown as Store;
  return bug === 'early-receipt' ? { ...whole, ingest: (work) => answerBeforeCommit(whole, work) } : whole;
}

/** The deliberate bug: the answer leaves while the transaction has yet to commit. */
function answerBeforeCommit<T>(store: Store, work: Parameters<typeof store.ingest<T>>[0]): Promise<T> {
  return new Promise((resolve, reject) => {
    const ingested = store.ingest(async (unit) => {
      const done = await work(unit);
      resolve(done.answer);
      return done;
    });
    ingested.catch(reject);
  });
}
