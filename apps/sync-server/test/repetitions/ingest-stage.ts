import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Batch, type BatchItem, type Clock, encodeBatch, type Result } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import type { SyncContext } from '../../src/app-context.ts';
import { acceptInflated } from '../../src/domain/ingest/accept-batch.ts';
import { DeviceQueues } from '../../src/domain/ingest/device-queues.ts';
import type { AcceptedBatch } from '../../src/domain/ingest/ingest-batch.ts';
import { retryPending } from '../../src/domain/ingest/retry-pending.ts';
import { LiveEvents } from '../../src/domain/live/live-events.ts';
import { loadServerKeys } from '../../src/keys/server-keys.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { EvaluationRow, RemarkRow } from '../../src/store/schema.ts';
import { createPostgresStore, type SyncStore } from '../../src/store/sync-store.ts';
import type { TestJournal } from '../../src/testing/index.ts';
import { createMemoryStore, newTables } from '../../src/testing/memory-store/index.ts';
import { createTestDatabase, dropTestDatabase } from '../../src/testing/test-database.ts';

export const stores = ['memory', 'PostgreSQL'] as const;

/** What the tests look at behind the store's port. */
interface Opened {
  readonly store: SyncStore;
  evaluations(): Promise<readonly EvaluationRow[]>;
  remarks(): Promise<readonly RemarkRow[]>;
  close(): Promise<void>;
}

/** One device at a server's domain, over either store. */
export interface IngestStage extends Pick<Opened, 'evaluations' | 'remarks'> {
  readonly device: string;
  /** Sends records `from`…`to`; at `gone` a placeholder. */
  push(journal: TestJournal, from?: number, to?: number, gone?: readonly number[]): Promise<Result<AcceptedBatch>>;
  /** Holds one more record as if the database had refused what it says. */
  setAside(journal: TestJournal, seq: number): Promise<void>;
  /** Starts the server once more: what it could not understand is tried again. */
  retry(): Promise<number>;
}

export async function withStage(kind: (typeof stores)[number], work: (stage: IngestStage) => Promise<void>) {
  const clock = new ManualClock();
  const keysDir = mkdtempSync(join(tmpdir(), 'pingjia-keys-'));
  const { store, close, ...looks } = await (kind === 'memory' ? openMemory(clock) : openPostgres());
  const context: SyncContext = {
    store,
    keys: await loadServerKeys(keysDir),
    clock,
    random: new SeededRandom(1),
    live: new LiveEvents(),
    queues: new DeviceQueues(),
    metrics: { recordsAccepted: { inc: () => undefined } as never },
  };
  const device = randomUUID();
  const publicKey = Buffer.alloc(32, 7).toString('base64url');
  const place = { siteId: randomUUID(), windowId: randomUUID() };
  const state = { revoked: false, stored: false, enrolledAt: 0, keyNumber: 1, keySince: 0 };
  await store.storeDevice({ deviceId: device, publicKey, ...place, ...state });
  const push: IngestStage['push'] = (journal, from, to, gone = []) => {
    const replaced = new Map(gone.map((seq) => [seq, placeholder(journal, seq)]));
    const batch: Batch = journal.batch(device, from, to, replaced);
    return acceptInflated(context, device, encodeBatch(batch));
  };
  const setAside: IngestStage['setAside'] = (journal, at) =>
    store.ingest(async (unit) => {
      await unit.lockDevice(device);
      const stamp = await unit.acceptanceStamp();
      const { epoch } = journal;
      for (const { seq, hash, bytes } of journal.records.slice(at - 1, at)) {
        const aside = { type: 'evaluation', quarantine: 'PROJECTION_FAILED', pending: true };
        await unit.insertRecords(device, epoch, stamp, [{ seq, hash, bytes, ...aside }]);
        const move = { deviceId: device, epoch, watermark: { seq, hash }, evaluations: 0, quarantined: 1 };
        await unit.moveHead(move, stamp);
      }
      return { answer: undefined, last: [] };
    });
  try {
    await work({ device, push, setAside, retry: () => retryPending(context), ...looks });
  } finally {
    await close();
    rmSync(keysDir, { recursive: true, force: true });
  }
}

function placeholder(journal: TestJournal, seq: number): BatchItem {
  const hash = journal.records[seq - 1]?.hash ?? null;
  return { kind: 'placeholder', placeholder: { seq, hash, reason: 'unreadable' } };
}

async function openMemory(clock: Clock): Promise<Opened> {
  const tables = newTables();
  return {
    store: createMemoryStore({ now: () => clock.wall(), tables }),
    evaluations: async () => [...tables.evaluations.values()],
    remarks: async () => [...tables.remarks.values()],
    close: async () => undefined,
  };
}

async function openPostgres(): Promise<Opened> {
  const address = await createTestDatabase(async (template) => {
    const { db, close } = openDatabase(template, () => undefined);
    await migrate(db);
    await close();
  });
  const database = openDatabase(address, () => undefined);
  return {
    store: createPostgresStore(database),
    evaluations: () => database.db.selectFrom('evaluations').selectAll().execute(),
    remarks: () => database.db.selectFrom('remarks').selectAll().execute(),
    async close() {
      await database.close();
      await dropTestDatabase(address);
    },
  };
}
