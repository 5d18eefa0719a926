import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withBrowser } from '../harness/chromium.ts';
import { openConsole } from '../harness/console-page.ts';
import { type County, eventually, withCounty } from '../harness/county.ts';

async function post(county: County, path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await county.local('POST', path, body);
  return { status: response.status, body: await response.json() };
}

/** Brings a bundle to the console and takes its receipt along; answers what the page says of it. */
async function carry(page: Page, bundle: string, receipt: string): Promise<string> {
  const taken = page.locator('[data-state=taken]');
  const before = await taken.count();
  await page.locator('input[type=file]').setInputFiles(bundle);
  await expect.poll(() => taken.count(), { timeout: 60_000 }).toBe(before + 1);
  const card = taken.first();
  const saving = page.waitForEvent('download');
  await card.getByRole('button').last().click();
  await (await saving).saveAs(receipt);
  return card.innerText();
}

test('BU7 BU8 BU12 BU16: a pad without a network: its bundle is imported at the console, the receipt goes back, nothing counts twice', () =>
  withCounty(async (county) => {
    const stick = await mkdtemp(join(tmpdir(), 'pingjia-stick-'));
    try {
      await county.startKiosk();
      expect(await county.press(5, 20)).toMatchObject({ ok: true });
      await eventually(
        () => county.hostStatus(),
        ({ sync }) => sync.unsent === 0,
      );
      await county.stopServer();
      expect(await county.press(2, 40)).toMatchObject({ ok: true });
      const exported = await post(county, '/bundles', { folder: stick });
      expect(exported).toMatchObject({ status: 200, body: { resumed: false } });
      const [name = ''] = await readdir(stick);
      expect(name).toMatch(/^pingjia-[0-9a-f]{8}-[0-9a-f]{8}\.pjb$/);

      // The server comes back where this pad does not reach it: the stick is quicker than the network.
      await county.stopKiosk();
      await county.startServer();
      const receipt = join(stick, 'receipt.pjr');
      await withBrowser(async (browser) => {
        const page = await browser.newPage();
        await openConsole(page, county);
        await page.goto(`${county.serverUrl}/bundles`);
        expect(await carry(page, join(stick, name), receipt)).toMatch(/新增|new records/);
        await eventually(
          () => county.evaluations(),
          (items) => items.length === 60,
        );
        expect(await carry(page, join(stick, name), join(stick, 'again.pjr'))).toMatch(/没有新数据|Nothing new/);
      });
      await county.stopServer();

      await county.startKiosk();
      const before = (await county.hostStatus()).sync.unsent;
      expect(await post(county, '/bundle-receipts', { file: receipt })).toMatchObject({ status: 200 });
      const after = (await county.hostStatus()).sync.unsent;
      expect(after).toBeLessThanOrEqual(before - 40);
      expect(await post(county, '/bundles', { folder: stick, scope: 'unsent' })).toMatchObject({ status: 200 });

      // And the network at last: everything once.
      await county.startServer();
      await eventually(
        () => county.hostStatus(),
        ({ sync }) => sync.phase === 'current' && sync.unsent === 0,
      );
      const items = await county.evaluations();
      expect(items.map(({ grade }) => grade).filter((grade) => grade === 'dissatisfied')).toHaveLength(40);
      expect(items).toHaveLength(60);
    } finally {
      await rm(stick, { recursive: true, force: true });
    }
  }));

test('BU15 BU16: what cannot be written or read is told with its code, and the pad goes on', () =>
  withCounty(async (county) => {
    await county.startKiosk();
    expect(await post(county, '/bundles', { folder: '/nowhere/at/all' })).toMatchObject({
      status: 409,
      body: { error: { code: 'BUNDLE_TARGET_UNUSABLE' } },
    });
    expect(await post(county, '/bundles', { folder: 'relative' })).toMatchObject({ status: 400 });
    expect(await post(county, '/bundle-receipts', { file: '/etc/hostname' })).toMatchObject({
      status: 400,
      body: { error: { code: 'BUNDLE_RECEIPT_INVALID' } },
    });
    expect((await county.local('GET', '/sticks', null)).status).toBe(200);
    expect(await county.press(4)).toMatchObject({ ok: true });
  }));
