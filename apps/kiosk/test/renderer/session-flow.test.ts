import { grades } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { openCorner } from './open-corner.ts';
import { minutes, useStage } from './use-stage.ts';
import type { Pad } from './with-pad.ts';

const stage = useStage();

const pad = (run: (pad: Pad) => Promise<void>) => stage.withPad(run);

test('from the first touch to the last thanks, and back', { timeout: minutes }, () =>
  pad(async ({ page }) => {
    await page.getByTestId('attract').click({ position: { x: 900, y: 700 } });
    await page.getByRole('button', { name: '基本满意', exact: true }).click();
    await page.getByTestId('thanks').waitFor();
    await page.getByTestId('follow-up-307').click();
    await page.getByTestId('follow-up-314').click();
    await page.getByTestId('follow-up-307').click();
    await expect.poll(() => page.getByTestId('follow-up-314').getAttribute('aria-pressed')).toBe('true');
    await page.getByTestId('done').click();
    await page.getByTestId('attract').waitFor();
    const heard = await page.evaluate(() =>
      window.scripted.host.heard.filter(
        ({ method }) => method !== 'mirror.pull' && method !== 'mirror.report' && method !== 'painted',
      ),
    );
    expect(heard).toMatchObject([
      { method: 'wake' },
      { method: 'rate', grade: 'basically_satisfied' },
      { method: 'tick', code: '307', ticked: true },
      { method: 'tick', code: '314', ticked: true },
      { method: 'tick', code: '307', ticked: false },
      { method: 'finish', how: 'completed' },
    ]);
  }),
);

test('the five grades stand in order, best first, each named by its text', { timeout: minutes }, () =>
  pad(async ({ page }) => {
    await page.evaluate(() => window.scripted.host.session.arm('staff'));
    const buttons = page.locator('[data-testid^="grade-"]');
    await buttons.first().waitFor();
    expect(await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('data-testid')))).toEqual(
      grades.map((grade) => `grade-${grade}`),
    );
    expect(await buttons.allInnerTexts()).toEqual(['非常满意', '满意', '基本满意', '不满意', '非常不满意']);
    await page.evaluate(() => window.scripted.host.configure({ wording: 'quality' }));
    await page.getByRole('button', { name: '很差', exact: true }).waitFor();
    expect(await buttons.allInnerTexts()).toEqual(['很好', '好', '一般', '差', '很差']);
  }),
);

test('a touch shows at once, but nothing is said of thanks before the host has it on disk', { timeout: minutes }, () =>
  pad(async ({ page }) => {
    await page.evaluate(() => {
      const { host } = window.scripted;
      host.session.press = () => {};
      host.session.arm('staff');
    });
    await page.getByTestId('grade-satisfied').waitFor();
    const shownAt = await page.evaluate(async () => {
      window.scripted.host.isDeaf = true;
      document.querySelector<HTMLButtonElement>('[data-testid="grade-satisfied"]')?.click();
      await new Promise(requestAnimationFrame);
      return document.querySelector('[data-testid="grade-satisfied"]')?.getAttribute('data-pressed');
    });
    expect(shownAt).toBe('true');
    expect(await page.getByTestId('thanks').count()).toBe(0);
  }),
);

test('changing one’s mind', { timeout: minutes }, () =>
  pad(async ({ page }) => {
    await page.evaluate(() => {
      window.scripted.host.session.isFrozen = true;
      window.scripted.host.session.arm('queue');
    });
    await page.getByTestId('grade-dissatisfied').click();
    await page.getByTestId('change').click();
    await page.getByTestId('grade-satisfied').click();
    await page.getByText('您的评价：满意').waitFor();
    const heard = await page.evaluate(() => window.scripted.host.heard.filter(({ method }) => method === 'change'));
    expect(heard).toMatchObject([{ method: 'change', grade: 'satisfied' }]);
  }),
);

test('says which view is on the glass, each once', { timeout: minutes }, () =>
  pad(async ({ page }) => {
    const painted = () => page.evaluate(() => window.scripted.host.heard.filter(({ method }) => method === 'painted'));
    await expect.poll(painted).toEqual([{ method: 'painted', revision: 1 }]);
    await page.evaluate(() => window.scripted.host.session.arm('staff'));
    await expect.poll(painted).toEqual([1, 2].map((revision) => ({ method: 'painted', revision })));
  }),
);

test('the citizen’s language goes with the citizen', { timeout: minutes }, () =>
  pad(async ({ page }) => {
    await page.getByTestId('language-en').click();
    await page.getByRole('heading', { name: 'How was our service today?' }).waitFor();
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      'en',
      'ltr',
    ]);
    await page.getByTestId('attract').click({ position: { x: 900, y: 700 } });
    await page.getByRole('button', { name: 'Very satisfied', exact: true }).waitFor();
    await page.evaluate(() => window.scripted.host.session.idle());
    await page.getByRole('heading', { name: '请您评价本次服务' }).waitFor();
    await page.evaluate(() => window.scripted.host.configure({ languages: ['ar', 'zh-CN'] }));
    await expect.poll(() => page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  }),
);

test('the whole flow by keyboard', { timeout: minutes }, () =>
  pad(async ({ page }) => {
    await page.getByTestId('attract').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('grade-very_satisfied').waitFor();
    await page.getByTestId('grade-very_satisfied').focus();
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement === null
        ? []
        : [activeElement.getAttribute('data-testid'), getComputedStyle(activeElement).outlineStyle];
    });
    expect(outline).toEqual(['grade-satisfied', 'solid']);
    await page.keyboard.press('Space');
    await page.getByTestId('skip').waitFor();
    await page.getByTestId('skip').press('Enter');
    await page.getByTestId('attract').waitFor();
  }),
);

test(
  'the window label, held for three seconds, shows the technician’s corner; touched, it wakes the pad',
  { timeout: minutes },
  () =>
    pad(async ({ page }) => {
      const label = page.getByTestId('window-label');
      await label.click();
      await page.getByTestId('grade-satisfied').waitFor();
      await openCorner(page);
      await page.evaluate(() =>
        window.scripted.host.setStatus({
          sync: { phase: 'waiting', unsent: 42, fault: { code: 'SERVER_UNREACHABLE' }, retryIn: 12_000 },
        }),
      );
      await page.getByText('未送达的记录：42').waitFor();
      await page.getByText('请检查网线').waitFor();
      await page.getByTestId('close').click();
      expect(await page.getByTestId('technician').count()).toBe(0);
    }),
);

test('paused, refused and lost are said in words', { timeout: minutes }, () =>
  pad(async ({ page }) => {
    await page.evaluate(() => window.scripted.host.pause('JOURNAL_FULL'));
    await page.getByTestId('paused').waitFor();
    await page.getByText('JOURNAL_FULL').waitFor();
    await page.evaluate(() => {
      const { host } = window.scripted;
      host.refusal = { code: 'SCREEN_ALREADY_OPEN' };
      host.drop();
    });
    await page.getByTestId('refused').waitFor();
    await page.getByText('已在别处打开').waitFor();
    await page.evaluate(() => {
      window.scripted.host.refusal = null;
    });
    await page.getByTestId('retry').click();
    await page.getByTestId('paused').waitFor();
    await page.evaluate(() => {
      const { host } = window.scripted;
      host.say = () => {};
      host.drop();
    });
    await page.getByTestId('disconnected').waitFor();
  }),
);

test(
  'a pad that was not enrolled says so, shows its state to a technician, and starts once it is',
  { timeout: minutes },
  () =>
    stage.withPad(async ({ page }) => {
      await page.getByTestId('unconfigured').waitFor();
      await openCorner(page);
      await page.getByTestId('close').click();
      await page.evaluate(() => window.scripted.host.configure({}));
      await page.getByTestId('attract').waitFor();
    }, '?enrolled=no'),
);

test(
  'AT19: a phone number is offered, typed and left; closed, nothing of it remains on the page',
  { timeout: minutes },
  () =>
    pad(async ({ page }) => {
      await page.evaluate(() => {
        const { session } = window.scripted.host;
        session.isFrozen = true;
        session.arm('staff');
        session.press('rate', crypto.randomUUID(), 'dissatisfied');
        session.followUp([]);
      });
      await page.getByTestId('phone-offer').click();
      for (const key of '1380000000') await page.getByTestId(`phone-key-${key}`).click();
      expect(await page.getByTestId('phone-leave').isDisabled()).toBe(true);
      await page.getByTestId('phone-cancel').click();
      await page.getByTestId('phone-offer').click();
      expect(await page.getByTestId('phone-number').textContent()).toBe('');
      for (const key of '139000000017') await page.getByTestId(`phone-key-${key}`).click();
      await page.getByTestId('phone-back').click();
      await page.evaluate(() => {
        window.scripted.host.remarkFault = { code: 'REMARK_NOT_SEALABLE' };
      });
      await page.getByTestId('phone-leave').click();
      await page.getByText('本机暂时不能接收留言').waitFor();
      await page.evaluate(() => {
        window.scripted.host.remarkFault = null;
      });
      await page.getByTestId('phone-leave').click();
      await page.getByTestId('phone-left').waitFor();
      const heard = await page.evaluate(() => window.scripted.host.heard.filter(({ method }) => method === 'remark'));
      expect(heard.map((request) => (request.method === 'remark' ? request.phone : ''))).toEqual(
        Array.from({ length: 2 }, () => '13900000001'),
      );
      expect(await page.content()).not.toContain('1390000000');
      expect(await page.getByTestId('done').isVisible()).toBe(true);
    }),
);
