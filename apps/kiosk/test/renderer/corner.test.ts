import type { LearningView } from '@pingjia/shared';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { lapseAfter } from '../../src/renderer/technician/use-lapse.ts';
import { openCorner } from './open-corner.ts';
import { minutes, useStage } from './use-stage.ts';

const stage = useStage();

const lesson: LearningView = {
  padId: 'pingjia-line:000917:01',
  asked: 'satisfied',
  heard: {},
  refusal: null,
  tried: null,
  left: 20_000,
};

/** Opens the page with a clock that the test moves on; it goes by itself, too. */
function withClock(run: (page: Page) => Promise<void>): Promise<void> {
  return stage.withPad(async ({ page }) => {
    await page.clock.install();
    await page.reload();
    await page.getByTestId('attract').waitFor();
    await run(page);
  });
}

test('KM20: the corner gives way to a session that begins and to what is pressed in one', { timeout: minutes }, () =>
  stage.withPad(async ({ page }) => {
    await page.getByTestId('attract').waitFor();
    await page.evaluate(() => {
      window.scripted.host.session.isFrozen = true;
    });
    await openCorner(page);
    await page.evaluate(() => window.scripted.host.session.arm('queue'));
    await page.getByTestId('grade-satisfied').waitFor();
    expect(await page.getByTestId('technician').count()).toBe(0);

    await openCorner(page);
    await page.evaluate(() => window.scripted.host.padPress('satisfied'));
    await page.getByTestId('thanks').waitFor();

    await openCorner(page);
    await page.evaluate(() => window.scripted.host.session.followUp([]));
    await page.evaluate(() => window.scripted.host.session.thank());
    await page.evaluate(() => window.scripted.host.session.idle());
    await page.locator('.pad[data-state="idle"]').waitFor();
    expect(await page.getByTestId('technician').count()).toBe(1);
  }),
);

test('KM20: nobody having touched it for two minutes, the corner closes', { timeout: minutes }, () =>
  withClock(async (page) => {
    await openCorner(page);
    await page.clock.runFor(lapseAfter - 10_000);
    await page.getByTestId('to-sticks').click();
    await page.clock.runFor(lapseAfter - 10_000);
    await page.getByTestId('sticks').waitFor();
    await page.clock.runFor(10_000);
    await page.getByTestId('attract').waitFor();
  }),
);

test('KM20: neither closes the corner during an export or a lesson', { timeout: minutes }, () =>
  withClock(async (page) => {
    const writing = { phase: 'exporting', folder: '/media/a', file: null, count: 1, fault: null } as const;
    await openCorner(page);
    await page.getByTestId('to-sticks').click();
    await page.evaluate((stick) => window.scripted.host.setStatus({ stick }), writing);
    await page.getByText('已写入 1 条记录').waitFor();
    await page.evaluate(() => window.scripted.host.session.arm('queue'));
    await page.locator('.pad[data-state="armed"]').waitFor();
    await page.clock.runFor(2 * lapseAfter);
    await page.evaluate((stick) => window.scripted.host.setStatus({ stick }), {
      ...writing,
      phase: 'exported',
    } as const);
    await page.getByText('没有需要导出的数据').waitFor();
    await page.evaluate((view) => window.scripted.host.teach(view), lesson);
    await page.getByTestId('learn-keys').waitFor();
    await page.clock.runFor(2 * lapseAfter);
    await page.evaluate(() => window.scripted.host.teach(null));
    await page.getByTestId('sticks').waitFor();
    await page.clock.runFor(lapseAfter);
    await page.getByTestId('attract').waitFor();
  }),
);

test(
  'a technician keeps the language they chose until the corner closes, and the next person has their own',
  {
    timeout: minutes,
  },
  () =>
    withClock(async (page) => {
      await openCorner(page);
      await page.getByTestId('language-en').click();
      await page.clock.runFor(lapseAfter - 10_000);
      await page.getByRole('heading', { name: 'State of this device' }).waitFor();
      await page.evaluate(() => window.scripted.host.session.arm('queue'));
      await page.getByRole('heading', { name: '请您评价本次服务' }).waitFor();
    }),
);
