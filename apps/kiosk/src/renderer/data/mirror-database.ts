import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { type MirrorDocument, mirrorDocumentSchema } from './mirror-document.ts';

export type MirrorCollection = RxCollection<MirrorDocument>;
export type MirrorDatabase = RxDatabase<{ readonly records: MirrorCollection }>;

/** Opens the mirror, empty if there is none. Throws when IndexedDB is blocked, full or damaged. */
export async function openDatabase(name: string): Promise<MirrorDatabase> {
  // Chromium's own default answers before the data is on disk.
  const storage = getRxStorageDexie({ chromeTransactionDurability: 'strict' });
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

/** Deletes the mirror without opening it: what cannot be opened can still be deleted. It must be closed. */
export async function dropDatabase(name: string): Promise<void> {
  const databases = await indexedDB.databases();
  const names = databases
    .map((database) => database.name ?? '')
    .filter((found) => found.startsWith(`rxdb-dexie-${name}--`));
  await Promise.all(names.map(deleteDatabase));
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB refused to delete.')));
  });
}
