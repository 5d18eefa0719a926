import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

const phone = '+86 138 0000 0000';
const comment = '工作人员很耐心。\n<b>مرحبا</b>';

describe('what a citizen left besides the grade', () => {
  it('AT20: is said in the drawer, and shown on request alone', () =>
    fixture.run(async ({ page, server, samples }) => {
      const item = samples.at(Date.now(), { remark: { state: 'held', holds: ['comment', 'phone'] } });
      server.evaluations.add(item);
      server.remark = { state: 'held', comment, phone };
      await signIn(page, server);
      await page.locator(`[data-row-key="${item.evaluationId}"]`).click();
      const remark = page.getByTestId('remark');
      await remark.getByText('Left: Comment and Phone number. Opening it is recorded').waitFor();
      expect(server.remarkReads).toBe(0);
      await page.getByTestId('remark-reveal').click();
      await remark.getByText(phone).waitFor();
      expect(await remark.getByText('工作人员很耐心').textContent()).toBe(comment);
      expect(server.remarkReads).toBe(1);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.content()).not.toContain('138 0000');
    }));

  it('AT20: says so where it has not arrived, was erased, or cannot be opened', () =>
    fixture.run(async ({ page, server, samples }) => {
      const held = samples.at(Date.now(), { remark: { state: 'held', holds: ['phone'] } });
      const awaited = samples.at(Date.now(), { remark: { state: 'awaited', holds: ['phone'] } });
      server.evaluations.add(held, awaited);
      server.remark = { state: 'erased', comment: null, phone: null };
      await signIn(page, server);
      await page.locator(`[data-row-key="${awaited.evaluationId}"]`).click();
      await page.getByText('It has not arrived from the device yet').waitFor();
      expect(await page.getByTestId('remark-reveal').count()).toBe(0);
      await page.keyboard.press('Escape');
      await page.getByTestId('remark').waitFor({ state: 'detached' });
      await page.locator(`[data-row-key="${held.evaluationId}"]`).click();
      server.mischief.refuse = { code: 'ATTACHMENT_UNREADABLE', status: 500 };
      await page.getByTestId('remark-reveal').click();
      await page.locator('[data-fault=ATTACHMENT_UNREADABLE]').waitFor();
      server.mischief.refuse = null;
      await page.getByTestId('remark-reveal').click();
      await page.getByText('Something was left; it has been erased.').waitFor();
    }));
});
