import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

const rows = '[data-testid=evaluations-table] [data-row-key]';

describe('filters', () => {
  it('live in the address and survive a reload', () =>
    fixture.run(async ({ page, server, samples }) => {
      server.evaluations.add(
        ...(['satisfied', 'dissatisfied', 'satisfied'] as const).map((grade) => samples.at(Date.now(), { grade })),
      );
      await signIn(page, server);
      await page.locator(rows).first().waitFor();
      await page.getByTestId('filter-grade').click();
      await page
        .locator('.ant-select-item-option')
        .filter({ hasText: /^Dissatisfied$/ })
        .click();
      await page.waitForURL(/grade=dissatisfied/);
      await expect.poll(() => page.locator(rows).count()).toBe(1);
      await page.reload();
      await page.locator(rows).first().waitFor();
      await expect.poll(() => page.locator(rows).count()).toBe(1);
      await page.getByTestId('filters-clear').click();
      await expect.poll(() => page.locator(rows).count()).toBe(3);
      expect(new URL(page.url()).search).toBe('');
    }));

  it('that make no sense are named and ignored', () =>
    fixture.run(async ({ page, server, samples }) => {
      server.evaluations.add(samples.at(Date.now()));
      await signIn(page, server, '/evaluations?grade=5&siteId=%00');
      await page.getByText('are ignored: siteId, grade').waitFor();
      await expect.poll(() => page.locator(rows).count()).toBe(1);
    }));

  it('that match nothing say how to go on', () =>
    fixture.run(async ({ page, server, samples }) => {
      server.evaluations.add(samples.at(Date.now(), { grade: 'satisfied' }));
      await signIn(page, server, '/evaluations?grade=dissatisfied');
      await page.getByText('No evaluations match the filters').waitFor();
    }));
});
