import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

const row = (id: string) => `[data-testid=evaluations-table] [data-row-key="${id}"]`;
const anyRow = '[data-testid=evaluations-table] [data-row-key]';

describe('new evaluations', () => {
  it('appear on top without a reload, beginning from an empty list', () =>
    fixture.run(async ({ page, server, samples }) => {
      await signIn(page, server);
      await page.getByText('No evaluations yet').waitFor();
      await page.locator('[data-state=live]').waitFor();
      const first = samples.at(Date.now());
      server.accept(first);
      await page.locator(row(first.evaluationId)).waitFor();
      const second = samples.at(Date.now());
      server.accept(second);
      await page.locator(row(second.evaluationId)).waitFor();
      expect(await page.locator(anyRow).first().getAttribute('data-row-key')).toBe(second.evaluationId);
    }));

  it('wait behind a pill while somebody reads further down, and move nothing', () =>
    fixture.run(async ({ page, server, samples }) => {
      server.evaluations.add(...samples.history(120, Date.now()));
      await signIn(page, server);
      await page.getByTestId('load-older').click();
      await expect.poll(() => page.locator(anyRow).count()).toBe(100);
      await page.locator('[data-state=live]').waitFor();
      const read = page.locator(anyRow).nth(30);
      await read.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await page.waitForFunction(() => window.scrollY > 0);
      const before = await read.evaluate((element) => element.getBoundingClientRect().top);
      const key = await read.getAttribute('data-row-key');
      const fresh = [samples.at(Date.now()), samples.at(Date.now())];
      server.accept(...fresh);
      const pill = page.getByTestId('new-rows');
      await pill.waitFor();
      expect(await pill.textContent()).toBe('2 new evaluations');
      expect(await page.locator(row(key ?? '')).evaluate((element) => element.getBoundingClientRect().top)).toBe(
        before,
      );
      await pill.click();
      await page.locator(row(fresh[1]?.evaluationId ?? '')).waitFor();
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
    }));

  it('bring changes of rows that are shown already', () =>
    fixture.run(async ({ page, server, samples }) => {
      const item = samples.at(Date.now(), { grade: 'satisfied', details: null });
      server.evaluations.add(item);
      await signIn(page, server);
      await page.locator(row(item.evaluationId)).getByText('not yet given').waitFor();
      await page.locator('[data-state=live]').waitFor();
      server.evaluations.replace({ ...item, grade: 'dissatisfied', bad: true, details: ['208'] });
      server.accept();
      await page.locator(row(item.evaluationId)).getByText('No list of papers').waitFor();
      await page.locator(row(item.evaluationId)).getByText('was “Satisfied”').waitFor();
    }));
});
