import { mirrorFactory } from '@pingjia/test-stand/mirror-factory';
import type { Page } from 'playwright-core';

/** Records in the screen's mirror, read past the product's own code; 0 while there is none. */
export async function countMirror(page: Page): Promise<number> {
  const factory = await mirrorFactory(page);
  return factory.evaluate(async (indexedDB) => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const name = names.find((candidate) => candidate.includes('--records'));
    if (name === undefined) return 0;
    const database = await settled(indexedDB.open(name));
    try {
      return await settled(database.transaction('docs').objectStore('docs').count());
    } catch {
      // Between its creation and its first version.
      return 0;
    } finally {
      database.close();
    }

    function settled<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB refused')));
      });
    }
  });
}

/** Milliseconds that IndexedDB alone takes for the mirror's documents in another database of the same make. */
export async function copyMirror(page: Page): Promise<number> {
  const factory = await mirrorFactory(page);
  return factory.evaluate(async (indexedDB) => {
    const size = 500;
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const source = await settled(indexedDB.open(names.find((candidate) => candidate.includes('--records')) ?? ''));
    const original = source.transaction('docs').objectStore('docs');
    const { keyPath } = original;
    const indexes = [...original.indexNames].map((name) => {
      const { keyPath: path, unique, multiEntry } = original.index(name);
      return { name, path, options: { unique, multiEntry } };
    });
    const documents: unknown[] = await settled(original.getAll());
    const opening = indexedDB.open('copy');
    opening.addEventListener('upgradeneeded', () => {
      const store = opening.result.createObjectStore('docs', { keyPath });
      for (const { name, path, options } of indexes) store.createIndex(name, path, options);
    });
    const copy = await settled(opening);
    const begun = performance.now();
    for (let from = 0; from < documents.length; from += size) {
      const transaction = copy.transaction('docs', 'readwrite', { durability: 'strict' });
      for (const document of documents.slice(from, from + size)) transaction.objectStore('docs').put(document);
      await new Promise((resolve, reject) => {
        transaction.addEventListener('complete', resolve);
        transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')));
      });
    }
    const took = performance.now() - begun;
    source.close();
    copy.close();
    return took;

    function settled<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB refused')));
      });
    }
  });
}
