import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './browser/axe.ts';
import { type ConsoleFixture, type Scene, signIn, startConsole } from './browser/with-console.ts';
import { sampleDeviceItems } from './stand-in/sample-devices.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

const rows = '[data-testid$=-table] [data-row-key]';
const still = { reducedMotion: 'reduce' } as const;

async function openRoom({ page, server, samples }: Scene, path: string): Promise<void> {
  server.devices = sampleDeviceItems(Date.now());
  server.evaluations.add(...samples.history(20, Date.now()));
  await signIn(page, server, path);
  await page.locator(rows).first().waitFor();
}

const sidewaysOverflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(['zh-CN', 'en'])('the console in %s', (locale) => {
  it('has no barriers on the sign-in page', () =>
    fixture.run(
      async ({ page, server }) => {
        await page.goto(server.url);
        await page.getByTestId('sign-in-username').waitFor();
        expect(await findBarriers(page)).toEqual([]);
      },
      { locale, ...still },
    ));

  it.each(['/evaluations', '/devices'])('has no barriers in %s, nor in its drawer', (path) =>
    fixture.run(
      async (scene) => {
        await openRoom(scene, path);
        expect(await findBarriers(scene.page)).toEqual([]);
        await scene.page.locator(rows).first().press('Enter');
        await scene.page.locator('.ant-drawer-content-wrapper').waitFor();
        expect(await findBarriers(scene.page)).toEqual([]);
      },
      { locale, ...still },
    ),
  );

  it.each(['/evaluations', '/devices'])('holds in %s when everything is twice as large', (path) =>
    fixture.run(
      async (scene) => {
        scene.server.displayName = '欧阳'.repeat(40);
        await openRoom(scene, path);
        expect(await sidewaysOverflow(scene.page)).toBe(0);
      },
      { locale, viewport: { width: 640, height: 400 }, ...still },
    ),
  );
});

describe('the console from right to left', () => {
  it('holds, with machine names still left to right', () =>
    fixture.run(async (scene) => {
      await scene.page.route(/\/(devices|evaluations)?$/, async (route) => {
        const response = await route.fetch();
        const body = await response.text();
        await route.fulfill({ response, body: body.replace('<html ', '<html dir="rtl" ') });
      });
      await openRoom(scene, '/evaluations');
      expect(await scene.page.evaluate(() => getComputedStyle(document.body).direction)).toBe('rtl');
      expect(await sidewaysOverflow(scene.page)).toBe(0);
    }));
});
