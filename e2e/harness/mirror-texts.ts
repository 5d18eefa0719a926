import type { Page } from 'playwright-core';

/** The exact record texts in the screen's IndexedDB, read past the product's own code, by seq. */
export function mirrorTexts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const name = names.find((candidate) => candidate.includes('--records'));
    if (name === undefined) return [];
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('cannot open')));
    });
    try {
      const docs = await new Promise<{ seq: number; ordinal: number; text: string }[]>((resolve, reject) => {
        const request = database.transaction('docs').objectStore('docs').getAll();
        request.addEventListener('success', () =>
          resolve(request.result as { seq: number; ordinal: number; text: string }[]),
        );
        request.addEventListener('error', () => reject(request.error ?? new Error('cannot read')));
      });
      return docs.sort((a, b) => a.ordinal - b.ordinal).map(({ text }) => text);
    } finally {
      database.close();
    }
  });
}
