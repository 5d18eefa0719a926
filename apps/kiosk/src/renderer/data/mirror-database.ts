import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { listDatabases } from './database-names.ts';
import { type MirrorDocument, mirrorDocumentSchema } from './mirror-document.ts';
import type { MirrorPlace } from './mirror-places.ts';
import { settled } from './settled.ts';

export type MirrorCollection = RxCollection<MirrorDocument>;
export type MirrorDatabase = RxDatabase<{ readonly records: MirrorCollection }>;

/** Opens the copy in a place, empty if there is none. Throws when IndexedDB is blocked, full or damaged. */
export async function openDatabase({ factory, name }: MirrorPlace): Promise<MirrorDatabase> {
  const opened = await openAll(factory, name);
  try {
    return await openRxDatabase(factory, name);
  } finally {
    for (const database of opened) database.close();
  }
}

/** Opens what is there past RxDB, which would keep to a failure until the page is left. */
async function openAll(factory: IDBFactory, name: string): Promise<readonly IDBDatabase[]> {
  const names = await listDatabases(factory, name);
  const openings = await Promise.allSettled(names.map((one) => settled(factory.open(one))));
  const opened = openings.flatMap((opening) => (opening.status === 'fulfilled' ? [opening.value] : []));
  const failed = openings.find((opening) => opening.status === 'rejected');
  // Whoever changes or deletes one is not held up.
  for (const database of opened) database.addEventListener('versionchange', () => database.close());
  if (failed === undefined) return opened;
  for (const database of opened) database.close();
  throw failed.reason;
}

async function openRxDatabase(indexedDB: IDBFactory, name: string): Promise<MirrorDatabase> {
  // Chromium's own default answers before the data is on disk.
  const storage = getRxStorageDexie({ chromeTransactionDurability: 'strict', indexedDB, IDBKeyRange });
  const database: MirrorDatabase = await createRxDatabase({
    name,
    storage,
    multiInstance: false,
    closeDuplicates: true,
  });
  try {
    await database.addCollections({ records: { schema: mirrorDocumentSchema } });
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
