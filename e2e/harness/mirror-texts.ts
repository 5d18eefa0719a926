import { mirrorFactory } from '@pingjia/test-stand/mirror-factory';
import type { Page } from 'playwright-core';

/** The exact record texts in the screen's mirror, read past the product's own code, in the journal's order. */
export async function mirrorTexts(page: Page): Promise<string[]> {
  const factory = await mirrorFactory(page);
  return factory.evaluate(async (indexedDB) => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const name = names.find((candidate) => candidate.includes('--records'));
    if (name === undefined) return [];
    const database = await settled(indexedDB.open(name));
    try {
      const docs: { ordinal: number; text: string }[] = await settled(
        database.transaction('docs').objectStore('docs').getAll(),
      );
      return docs.sort((a, b) => a.ordinal - b.ordinal).map(({ text }) => text);
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
