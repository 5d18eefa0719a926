import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

/** How much of the first element that matches lies on the screen, 0 … 1. */
async function onScreen(page: Page, selector: string): Promise<number> {
  const height = await page.evaluate(() => window.innerHeight);
  const box = await page.locator(selector).boundingBox();
  if (box === null || box.height === 0) return 0;
  return Math.max(0, Math.min(box.y + box.height, height) - Math.max(box.y, 0)) / box.height;
}

describe.each(['reduce', 'no-preference'] as const)('where a person’s wish about motion is %s', (reducedMotion) => {
  it.each([
    ['the account', '[data-testid=account-menu]', '.ant-dropdown'],
    ['the grades', '[data-testid=filter-grade]', '.ant-select-dropdown'],
    ['the period', '.ant-picker-range', '.ant-picker-dropdown'],
    ['an evaluation', '[data-row-key]', '.ant-drawer-content-wrapper'],
  ])('%s opens on the screen', (_name, opener, opened) =>
    fixture.run(
      async ({ page, server, samples }) => {
        server.evaluations.add(samples.at(Date.now()));
        await signIn(page, server, '/evaluations');
        await page.locator(opener).click();
        await expect.poll(() => onScreen(page, opened)).toBe(1);
      },
      { reducedMotion },
    ),
  );
});
