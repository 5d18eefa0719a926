import type { JSHandle, Page } from 'playwright-core';

/** Where a page of the screen's origin keeps the mirror: its newest bucket, or its own IndexedDB where it has no buckets. */
export function mirrorFactory(page: Page): Promise<JSHandle<IDBFactory>> {
  return page.evaluateHandle(async () => {
    const { storageBuckets: buckets } = navigator as Navigator & {
      storageBuckets?: { keys(): Promise<string[]>; open(name: string): Promise<{ indexedDB: IDBFactory }> };
    };
    const keys = (await buckets?.keys()) ?? [];
    const newest = keys.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
    return (newest === undefined ? undefined : await buckets?.open(newest))?.indexedDB ?? indexedDB;
  });
}
