import type { RemarkNote, RemarkState } from '@pingjia/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './browser/axe.ts';
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
      await remark.getByText('The citizen left a comment and a phone number. Opening it is recorded').waitFor();
      expect(server.remarkReads).toBe(0);
      await page.getByTestId('remark-reveal').click();
      await remark.getByText(phone).waitFor();
      expect(await remark.getByText('工作人员很耐心').textContent()).toBe(comment);
      expect(server.remarkReads).toBe(1);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.content()).not.toContain('138 0000');
    }));

  it.each([
    ['en', 'The citizen left a comment and a phone number', 'The citizen left a phone number'],
    ['zh-CN', '留有意见、电话', '留有电话'],
  ])('AT20: is marked in the list as long as it can be read, in %s', (locale, both, one) =>
    fixture.run(
      async ({ page, server, samples }) => {
        const left = (state: RemarkState, holds: RemarkNote['holds']) =>
          samples.at(Date.now(), { remark: { state, holds } });
        const items = [
          left('held', ['comment', 'phone']),
          left('awaited', ['phone']),
          left('erased', ['phone']),
          samples.at(Date.now()),
        ];
        server.evaluations.add(...items);
        await signIn(page, server);
        await page.locator('[data-row-key]').first().waitFor();
        const marks = items.map(({ evaluationId }) =>
          page
            .locator(`[data-row-key="${evaluationId}"] [data-remark]`)
            .evaluateAll((all) => all.map((mark) => mark.ariaLabel)),
        );
        expect(await Promise.all(marks)).toEqual([[both], [one], [], []]);
        expect(await page.getByRole('img', { name: one, exact: true }).count()).toBe(1);
        expect(await findBarriers(page)).toEqual([]);
      },
      { locale },
    ),
  );

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
