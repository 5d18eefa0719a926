import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { StorageBuckets } from '../../src/renderer/data/storage-buckets.ts';
import { emptyPath } from './page-server.ts';
import { minutes, useStage } from './use-stage.ts';

const stage = useStage();

declare global {
  interface Navigator {
    readonly storageBuckets: StorageBuckets;
  }
}

/** Writes `count` records into the page's journal, evaluations among them. */
async function write(page: Page, count: number): Promise<void> {
  await page.evaluate(async (records) => {
    for (let index = 0; index < records; index += 1) {
      const type = index % 3 === 0 ? 'evaluation' : 'host-started';
      await window.scripted.host.append(type, { grade: 'satisfied', note: '满意 ✓', index });
    }
  }, count);
}

function state(page: Page) {
  return page.evaluate(() => window.scripted.mirrorState());
}

async function filled(page: Page, records: number, rebuilt: string): Promise<void> {
  await expect.poll(() => state(page), { timeout: 30_000 }).toEqual({ phase: 'current', records, rebuilt });
}

/** Records up to the checkpoint in the mirror of bucket 1, as it is stored; null where none is stored yet. */
function storedCheckpoint(page: Page): Promise<number | null> {
  return page.evaluate(async () => {
    const settle = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('checkpoint')));
      });
    const { indexedDB: factory } = await navigator.storageBuckets.open('pingjia-mirror-1', { persisted: true });
    const meta = (await factory.databases()).find(({ name = '' }) => name.includes('meta'))?.name;
    if (meta === undefined) return null;
    const database = await settle(factory.open(meta));
    const documents: { checkpointData?: { records: number } }[] = await settle(
      database.transaction('docs').objectStore('docs').getAll(),
    );
    database.close();
    return documents.find(({ checkpointData }) => checkpointData !== undefined)?.checkpointData?.records ?? null;
  });
}

function reports(page: Page) {
  return page.evaluate(() => window.scripted.host.heard.filter(({ method }) => method === 'mirror.report'));
}

/** Loads the page anew with the same journal; `damage` runs in an empty page of the same origin in between. */
async function restart(page: Page, damage: () => Promise<void> = async () => {}): Promise<void> {
  const saved = await page.evaluate(() => window.scripted.host.journal.save());
  await page.goto(new URL(emptyPath, stage.address).href);
  await damage();
  await page.evaluate((journal) => sessionStorage.setItem('journal', journal), saved);
  await page.goto(stage.address);
}

/** Runs `work` on the documents that RxDB keeps in IndexedDB. */
async function tamper(page: Page, work: 'delete-one' | 'change-one' | 'clear'): Promise<void> {
  await page.evaluate(async (what) => {
    const settle = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error(what)));
      });
    const bucket = await navigator.storageBuckets.open('pingjia-mirror-1', { persisted: true });
    const database = await settle(bucket.indexedDB.open('rxdb-dexie-pingjia-mirror-1--0--records'));
    const docs = database.transaction('docs', 'readwrite').objectStore('docs');
    if (what === 'clear') await settle(docs.clear());
    const [, key] = what === 'clear' ? [] : await settle(docs.getAllKeys());
    if (key !== undefined && what === 'delete-one') await settle(docs.delete(key));
    if (key !== undefined && what === 'change-one') {
      const document: { text: string } = await settle(docs.get(key));
      await settle(docs.put({ ...document, text: document.text.replace('satisfied', 'dissatisfied') }));
    }
    database.close();
  }, work);
}

/** Deletes those of the mirror's databases whose names contain `part`. */
async function deleteDatabases(page: Page, part: string): Promise<void> {
  await page.evaluate(async (wanted) => {
    const { indexedDB: factory } = await navigator.storageBuckets.open('pingjia-mirror-1', { persisted: true });
    for (const { name = '' } of await factory.databases()) if (name.includes(wanted)) factory.deleteDatabase(name);
  }, part);
}

/** From the next load on, databases whose names contain what `refused` in the session's storage says do not open. */
async function refuseOpening(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function refuse(...args) {
      const refused = sessionStorage.getItem('refused');
      if (refused !== null && args[0].includes(refused)) throw new DOMException('refused', 'UnknownError');
      return open.apply(this, args);
    };
  });
}

/** From the next load on, a browser that has no buckets, as long as `buckets` in the session's storage says so. */
async function withoutBuckets(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('buckets') === 'none')
      Object.defineProperty(Navigator.prototype, 'storageBuckets', { value: undefined });
  });
}

function withFilledPad(run: (page: Page) => Promise<void>): Promise<void> {
  return stage.withPad(async ({ page }) => {
    await write(page, 30);
    await filled(page, 30, 'gone');
    // Who leaves the page between the records and their first checkpoint finds a copy that cannot be trusted.
    await expect.poll(() => storedCheckpoint(page)).toBe(30);
    await run(page);
  });
}

test('SY14: follows the journal live and gives back its exact bytes', { timeout: minutes }, () =>
  withFilledPad(async (page) => {
    await page.evaluate(() => window.scripted.host.journal.beginEpoch());
    await write(page, 5);
    await filled(page, 35, 'gone');
    const { records, journal, latest } = await page.evaluate(async () => {
      const { host, mirror } = window.scripted;
      const all = host.journal.records;
      const reader = await mirror;
      const [first, last] = [all[0], all.at(-1)];
      if (first === undefined || last === undefined) throw new Error('The journal is empty.');
      return {
        journal: all.filter((record) => record.epoch === last.epoch || (record.seq >= 10 && record.seq <= 20)),
        records: [
          ...(await reader.recordsBetween(first.epoch, 10, 20)),
          ...(await reader.recordsBetween(last.epoch, 1, 99)),
        ],
        latest: await reader.latestEvaluations(3),
      };
    });
    expect(records).toEqual(journal);
    expect(latest.map(({ ordinal }) => ordinal)).toEqual([34, 31, 28]);
  }),
);

test('sound after a restart: nothing is pulled again', { timeout: minutes }, () =>
  withFilledPad(async (page) => {
    await restart(page);
    await filled(page, 30, 'no');
    expect(await reports(page)).toEqual([{ method: 'mirror.report', records: 30, rebuilt: 'no' }]);
    const pulls = await page.evaluate(() =>
      window.scripted.host.heard.filter(({ method }) => method === 'mirror.pull'),
    );
    expect(pulls.every((pull) => pull.method === 'mirror.pull' && pull.after?.seq === 30)).toBe(true);
  }),
);

test.each([
  ['all documents gone, the checkpoint still there', 'clear', 'gone'],
  ['one document gone', 'delete-one', 'short'],
  ['one text changed', 'change-one', 'different'],
] as const)('%s: rebuilt and reported', { timeout: minutes }, (_, damage, rebuilt) =>
  withFilledPad(async (page) => {
    await restart(page, () => tamper(page, damage));
    await filled(page, 30, rebuilt);
    await expect.poll(() => reports(page)).toContainEqual({ method: 'mirror.report', records: 30, rebuilt });
    const { held, records } = await page.evaluate(async () => {
      const { host, mirror } = window.scripted;
      const [first] = host.journal.records;
      return { records: host.journal.records, held: await (await mirror).recordsBetween(first?.epoch ?? '', 1, 99) };
    });
    expect(held).toEqual(records);
  }),
);

test('SY14: the whole database deleted: rebuilt and reported as gone', { timeout: minutes }, () =>
  withFilledPad(async (page) => {
    await restart(page, () => deleteDatabases(page, ''));
    await filled(page, 30, 'gone');
  }),
);

test('SY14: the checkpoint’s database deleted: the copy cannot be trusted and is rebuilt', { timeout: minutes }, () =>
  withFilledPad(async (page) => {
    await restart(page, () => deleteDatabases(page, 'meta'));
    await filled(page, 30, 'short');
  }),
);

test('MI1: the bucket deleted: rebuilt and reported as gone', { timeout: minutes }, () =>
  withFilledPad(async (page) => {
    await restart(page, () => page.evaluate(() => navigator.storageBuckets.delete('pingjia-mirror-1')));
    await filled(page, 30, 'gone');
  }),
);

test(
  'MI2: a copy that does not open gives way to one in another bucket, and its bucket goes',
  { timeout: minutes },
  () =>
    withFilledPad(async (page) => {
      await refuseOpening(page);
      await restart(page, () => page.evaluate(() => sessionStorage.setItem('refused', 'mirror-1--')));
      await filled(page, 30, 'gone');
      expect(await page.evaluate(() => navigator.storageBuckets.keys())).toEqual(['pingjia-mirror-2']);
    }),
);

test('MI3: where nothing opens for a while, the copy in use is there again afterwards', { timeout: 2 * minutes }, () =>
  withFilledPad(async (page) => {
    await refuseOpening(page);
    await restart(page, () => page.evaluate(() => sessionStorage.setItem('refused', 'rxdb')));
    await expect.poll(() => state(page)).toMatchObject({ phase: 'unavailable' });
    await page.evaluate(() => sessionStorage.removeItem('refused'));
    // As long as the wait for another try, if the second one was refused as well.
    await expect
      .poll(() => state(page), { timeout: minutes })
      .toEqual({ phase: 'current', records: 30, rebuilt: 'no' });
  }),
);

test('MI4: the copy of an earlier version is used on, and makes way when it is wrong', { timeout: minutes }, () =>
  stage.withPad(async ({ page }) => {
    await withoutBuckets(page);
    await restart(page, () =>
      page.evaluate(async () => {
        await navigator.storageBuckets.delete('pingjia-mirror-1');
        sessionStorage.setItem('buckets', 'none');
      }),
    );
    await write(page, 30);
    await filled(page, 30, 'gone');
    await restart(page, () => page.evaluate(() => sessionStorage.removeItem('buckets')));
    await filled(page, 30, 'no');
    expect(await page.evaluate(() => navigator.storageBuckets.keys())).toEqual([]);
    await page.evaluate(() => window.scripted.host.journal.replace());
    await write(page, 4);
    await filled(page, 4, 'different');
    expect(await page.evaluate(() => navigator.storageBuckets.keys())).toEqual(['pingjia-mirror-1']);
    await expect.poll(() => page.evaluate(() => indexedDB.databases())).toEqual([]);
  }),
);

test('MI4: without buckets a copy that is wrong is rebuilt where it was', { timeout: minutes }, () =>
  stage.withPad(async ({ page }) => {
    await withoutBuckets(page);
    await restart(page, () => page.evaluate(() => sessionStorage.setItem('buckets', 'none')));
    await write(page, 30);
    await filled(page, 30, 'gone');
    await page.evaluate(() => window.scripted.host.journal.replace());
    await write(page, 4);
    await filled(page, 4, 'different');
  }),
);

test('SY14: another journal: everything of the old one goes', { timeout: minutes }, () =>
  withFilledPad(async (page) => {
    await page.evaluate(() => {
      window.scripted.host.journal.replace();
    });
    await write(page, 4);
    await filled(page, 4, 'different');
  }),
);

test('without IndexedDB the screen works on and says so in its corner', { timeout: minutes }, async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
  });
  const page = await context.newPage();
  await page.goto(stage.address);
  await page.locator('[data-note="mirrorUnavailable"]').waitFor();
  await page.getByTestId('attract').click({ position: { x: 900, y: 700 } });
  await page.getByTestId('grade-satisfied').click();
  await page.getByTestId('thanks').waitFor();
  await context.close();
});
