import { mirrorFactory } from '@pingjia/test-stand/mirror-factory';
import type { Page } from 'playwright-core';

/** Deletes one record, by its place, from the mirror of a page that does not run the product's code. */
export async function deleteMirrorRow(page: Page, place: number): Promise<void> {
  const factory = await mirrorFactory(page);
  await factory.evaluate(async (indexedDB, at) => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const database = await settled(indexedDB.open(names.find((name) => name.includes('--records')) ?? ''));
    const docs = database.transaction('docs', 'readwrite').objectStore('docs');
    const keys = await settled(docs.getAllKeys());
    await settled(docs.delete(keys[at] ?? ''));
    database.close();

    function settled<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB refused')));
      });
    }
  }, place);
}
