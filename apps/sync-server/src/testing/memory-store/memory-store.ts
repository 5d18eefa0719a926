import type { IngestUnit } from '../../store/ingest-unit.ts';
import type { SyncStore } from '../../store/sync-store.ts';
import { attachmentOperations, remarkOperations } from './attachment-operations.ts';
import { deviceOperations } from './device-operations.ts';
import { claimer, epochOperations } from './epoch-operations.ts';
import { epochQueries } from './epoch-queries.ts';
import { evaluationOperations } from './evaluation-operations.ts';
import { recordOperations } from './record-operations.ts';
import { repetitionOperations } from './repetition-operations.ts';
import { RowLocks } from './row-locks.ts';
import { microsOf, stampOf } from './stamp.ts';
import { beginTransaction, type CommittedTables, newTables, type Tables } from './tables.ts';

export interface MemoryStoreOptions {
  /** Milliseconds since 1970, as the database's clock has them. */
  readonly now: () => number;
  /** Where what is committed lies; new ones unless told. */
  readonly tables?: CommittedTables;
  /** Called when a transaction is about to commit; throwing rolls it back. */
  readonly beforeCommit?: () => void | Promise<void>;
}

/** The store of the simulation: what SyncStore promises, in memory. Its tables outlive it, as a disk does a process. */
export function createMemoryStore({ now, tables = newTables(), beforeCommit }: MemoryStoreOptions): SyncStore {
  const locks = new RowLocks();
  return {
    ...deviceOperations(tables),
    ...epochQueries(tables),
    ...attachmentOperations(tables),
    claimEpochs: claimer(tables),
    async ingest(work) {
      const transaction = beginTransaction(tables);
      const held: (() => void)[] = [];
      try {
        const { answer, last } = await work(unitOf(transaction.tables, now, locks, held));
        await Promise.all(last);
        await beforeCommit?.();
        transaction.commit();
        return answer;
      } finally {
        for (const release of held) release();
      }
    },
  };
}

function unitOf(tables: Tables, now: () => number, locks: RowLocks, held: (() => void)[]): IngestUnit {
  let locked: Promise<unknown> = Promise.resolve();
  const operations = {
    ...epochOperations(tables),
    ...recordOperations(tables),
    ...evaluationOperations(tables),
    ...remarkOperations(tables),
    ...repetitionOperations(tables),
    async acceptanceStamp() {
      // Such texts sort as the times they say.
      let newest = '';
      for (const { accepted_at } of tables.evaluations.values()) if (accepted_at > newest) newest = accepted_at;
      return stampOf(Math.max(now() * 1_000, newest === '' ? 0 : microsOf(newest) + 1));
    },
  };
  return {
    ...afterwards(operations, () => locked),
    async lockDevice(deviceId) {
      const taking = locks.take(deviceId).then((release) => held.push(release));
      locked = taking;
      await taking;
      const row = tables.devices.get(deviceId);
      if (row === undefined) return null;
      return { forked: row.forked, revoked: row.revoked_at !== null, severalEpochs: row.several_epochs };
    },
  };
}

/** The same operations, each after what was sent before it: as statements on one connection. */
function afterwards<T extends object>(operations: T, before: () => Promise<unknown>): T {
  const ordered = Object.entries(operations as Record<string, (...args: unknown[]) => unknown>).map(
    ([name, operation]) => [
      name,
      async (...args: unknown[]) => {
        await before();
        return operation(...args);
      },
    ],
  );
  return Object.fromEntries(ordered) as T;
}
