import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';
import { sampleDeviceItems } from './stand-in/sample-devices.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

const siteName = { 'zh-CN': '青禾县政务服务中心', en: 'Qinghe County Government Service Centre' };
const still = { reducedMotion: 'reduce' } as const;
const places = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
];

const widthOf = async (element: Locator) => (await element.boundingBox())?.width ?? 0;

/** CSS pixels that are cut off or have to be scrolled to, of the worst of all that match. */
const hidden = (elements: Locator) =>
  elements.evaluateAll((all) =>
    Math.max(...all.map((one) => Math.max(one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight))),
  );

describe.each(['zh-CN', 'en'])('the tables in %s', (locale) => {
  it.each(places)('give the pads room and the site its whole name in devices at $width × $height', (viewport) =>
    fixture.run(
      async ({ page, server }) => {
        server.devices = sampleDeviceItems(Date.now()).map((device) => ({ ...device, siteName }));
        await signIn(page, server, '/devices');
        const table = page.getByTestId('devices-table');
        await table.locator('[data-row-key]').first().waitFor();
        const pads = page.getByRole('columnheader', { name: /^(Pads|评价器)$/ });
        expect(await widthOf(pads)).toBeGreaterThanOrEqual(220);
        expect(await widthOf(pads)).toBeLessThanOrEqual(viewport.width / 4);
        expect(await hidden(table.getByTitle(/青禾县|Qinghe/))).toBe(0);
        expect(await hidden(table.locator('th'))).toBe(0);
        expect(await hidden(table.locator('.ant-table-body, .ant-table-content'))).toBe(0);
      },
      { locale, viewport, ...still },
    ),
  );

  it.each(places)('give the site its whole name in evaluations at $width × $height', (viewport) =>
    fixture.run(
      async ({ page, server, samples }) => {
        server.evaluations.add(...samples.history(20, Date.now()).map((item) => ({ ...item, siteName })));
        await signIn(page, server, '/evaluations');
        const table = page.getByTestId('evaluations-table');
        await table.locator('[data-row-key]').first().waitFor();
        expect(await hidden(table.getByTitle(/青禾县|Qinghe/))).toBe(0);
        expect(await hidden(table.locator('th'))).toBe(0);
        expect(await hidden(table.locator('.ant-table-body, .ant-table-content'))).toBe(0);
      },
      { locale, viewport, ...still },
    ),
  );
});
