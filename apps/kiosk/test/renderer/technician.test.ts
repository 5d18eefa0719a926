import type { LearningView, PadReport } from '@pingjia/shared';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { samplePad } from '../../src/renderer/testing/sample-status.ts';
import { openCorner } from './open-corner.ts';
import { minutes, useStage } from './use-stage.ts';

const stage = useStage();

const untaught: PadReport = {
  ...samplePad,
  address: 'udp:127.0.0.1:8001',
  profile: 'm7-udp',
  padId: 'm7-udp:M7-22:udp:127.0.0.1:8001',
  fault: { code: 'PAD_KEYS_UNKNOWN' },
  keys: { state: 'missing', map: null, learntAt: null },
};
const lost: PadReport = {
  ...samplePad,
  address: 'serial:/dev/ttyUSB1',
  padId: null,
  state: 'lost',
  fault: { code: 'PAD_PERMISSION_DENIED', detail: 'sudo usermod -aG dialout pingjia' },
};
const windowKeys: PadReport = { ...untaught, address: 'keys:window', profile: 'key-strokes', padId: 'key-strokes:1:w' };

function show(page: Page, pads: PadReport[]): Promise<void> {
  return page.evaluate((reports) => window.scripted.host.setStatus({ pads: reports }), pads);
}

async function enterCorner(page: Page): Promise<void> {
  await page.getByTestId('attract').waitFor();
  await openCorner(page);
}

const asked = (page: Page) =>
  page.evaluate(() => window.scripted.host.heard.filter(({ method }) => method.startsWith('learn.')));

const lesson: LearningView = {
  padId: untaught.padId ?? '',
  asked: 'satisfied',
  heard: { 3: 'very_satisfied' },
  refusal: null,
  tried: null,
  left: 20_000,
};

test('the corner lists every pad with its fault, what to do and what is particular to it', { timeout: minutes }, () =>
  stage.withPad(async ({ page }) => {
    await show(page, [samplePad, untaught, lost]);
    await page.getByText('评价器未连接').waitFor();
    await enterCorner(page);
    expect(await page.locator('.pad-entry').count()).toBe(3);
    await page.getByText('sudo usermod -aG dialout pingjia').waitFor();
    await page.getByTestId(`pad-${untaught.address}`).getByText('尚未设定').waitFor();
    await page.evaluate(() =>
      window.scripted.host.setStatus({ setUp: [{ code: 'SETUP_DAMAGED', detail: 'pads.json' }] }),
    );
    await page.getByText('SETUP_DAMAGED: pads.json').waitFor();
  }),
);

test('KM16: learning on the screen: asked, refused, checked, confirmed, printed', { timeout: minutes }, () =>
  stage.withPad(async ({ page }) => {
    await page.evaluate(() => {
      Object.assign(window, { print: () => document.body.setAttribute('data-printed', 'yes') });
    });
    await show(page, [untaught]);
    await enterCorner(page);
    await page.getByTestId(`pad-${untaught.address}`).click();
    expect(await page.getByTestId('print').count()).toBe(0);
    await page.getByTestId('learn').click();
    await page.locator('[data-testid="learn-keys"][data-asked="very_satisfied"]').waitFor();

    const teach = (view: LearningView) => page.evaluate((shown) => window.scripted.host.teach(shown), view);
    await teach({ ...lesson, refusal: { reason: 'duplicate', key: 3, grade: 'very_satisfied' } });
    await page.getByText('键值 3 已经是“非常满意”').waitFor();
    await teach({ ...lesson, refusal: { reason: 'timeout' } });
    await page.getByText('没有收到按键').waitFor();
    await page.getByTestId('learn-skip').click();
    await teach({ ...lesson, asked: null, heard: { 3: 'very_satisfied', 0: 'dissatisfied' }, tried: 'dissatisfied' });
    await page.getByText('刚才按下的是“不满意”').waitFor();
    expect(await page.locator('.key-table li').allInnerTexts()).toEqual([
      '非常满意\n键值 3',
      '满意\n无此键',
      '基本满意\n无此键',
      '不满意\n键值 0',
      '非常不满意\n无此键',
    ]);
    await page.getByTestId('learn-confirm').click();
    await page.getByTestId('pad-details').waitFor();
    expect(await asked(page)).toEqual([
      { method: 'learn.begin', padId: untaught.padId },
      { method: 'learn.step', step: 'skip' },
      { method: 'learn.step', step: 'confirm' },
    ]);

    await show(page, [{ ...untaught, fault: null, keys: samplePad.keys }]);
    await page.getByTestId('print').click();
    expect(await page.locator('body').getAttribute('data-printed')).toBe('yes');
    const sheet = page.getByTestId('key-sheet');
    expect(await sheet.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await sheet.isVisible()).toBe(true);
    expect(await page.getByTestId('pad-details').isVisible()).toBe(false);
    for (const text of ['A03', untaught.padId ?? '', '2026', '技术人员签字', '非常不满意'])
      await sheet.getByText(text).first().waitFor();
  }),
);

test(
  'KM16: confirming a lesson in which nothing was learnt is answered once, in its own words',
  { timeout: minutes },
  () =>
    stage.withPad(async ({ page }) => {
      await page.getByTestId('attract').waitFor();
      const check: LearningView = { ...lesson, asked: null, heard: {}, refusal: null, left: 0 };
      const confirm = async (view: LearningView, code: 'REQUEST_INVALID' | 'SETUP_DAMAGED') => {
        await page.evaluate(
          ([shown, why]) => {
            window.scripted.host.stepFault = { code: why };
            window.scripted.host.teach(shown);
          },
          [view, code] as const,
        );
        await page.getByTestId('learn-confirm').click();
      };
      await confirm(check, 'REQUEST_INVALID');
      await page.getByText('REQUEST_INVALID').waitFor();
      await confirm({ ...check, refusal: { reason: 'nothing-learnt' } }, 'REQUEST_INVALID');
      await page.getByText('一个按键也没有设定').waitFor();
      expect(await page.locator('.fault').count()).toBe(0);
      await confirm({ ...check, heard: lesson.heard, tried: 'very_satisfied' }, 'SETUP_DAMAGED');
      await page.getByText('SETUP_DAMAGED').waitFor();
    }),
);

test('KM16: why a lesson cannot begin is said in words', { timeout: minutes }, () =>
  stage.withPad(async ({ page }) => {
    await show(page, [samplePad, lost]);
    await enterCorner(page);
    await page.getByTestId(`pad-${lost.address}`).click();
    await page.getByText('评价器连接后才能设定按键').waitFor();
    expect(await page.getByTestId('learn').count()).toBe(0);
    await page.getByTestId('back').click();
    await page.getByTestId(`pad-${samplePad.address}`).click();
    await page.evaluate(() => {
      window.scripted.host.learningFault = { code: 'SETUP_DAMAGED', detail: 'key-maps.json' };
    });
    await page.getByTestId('learn').click();
    await page.getByText('SETUP_DAMAGED: key-maps.json').waitFor();
  }),
);

test(
  'KM17: keys of the window go to the host when such a pad is there, each once, and do nothing else',
  {
    timeout: minutes,
  },
  () =>
    stage.withPad(async ({ page }) => {
      const told = () =>
        page.evaluate(() => window.scripted.host.heard.filter(({ method }) => method === 'window-key'));
      await page.getByTestId('attract').waitFor();
      await page.keyboard.press('5');
      await show(page, [windowKeys]);
      await enterCorner(page);
      await page.getByTestId('pad-keys:window').click();
      await page.getByText('任何键盘都会被当作评价器').waitFor();
      await page.getByTestId('learn').focus();
      await page.keyboard.down('Digit5');
      await page.keyboard.down('Digit5');
      await page.keyboard.up('Digit5');
      await page.keyboard.press('Control+Digit1');
      await page.keyboard.press('NumpadEnter');
      expect(await asked(page)).toEqual([]);
      await expect.poll(told).toEqual([
        { method: 'window-key', code: 'Digit5', down: true },
        { method: 'window-key', code: 'Digit5', down: false },
        { method: 'window-key', code: 'NumpadEnter', down: true },
        { method: 'window-key', code: 'NumpadEnter', down: false },
      ]);
      // Whether a key that follows a digit by so many milliseconds is left to the screen.
      const strike = (second: string, after: number) =>
        page.evaluate(
          ([code, pause]) => {
            const start = performance.now() - 10_000;
            const told = (type: string, code: string, at: number): boolean => {
              const event = new KeyboardEvent(type, { code, bubbles: true, cancelable: true });
              Object.defineProperty(event, 'timeStamp', { value: at });
              return document.activeElement?.dispatchEvent(event) ?? false;
            };
            told('keydown', 'Digit4', start);
            told('keyup', 'Digit4', start);
            return told('keydown', code, start + pause);
          },
          [second, after] as const,
        );
      expect(await strike('Enter', 20)).toBe(false);
      expect(await strike('Tab', 20)).toBe(false);
      expect(await strike('Enter', 500)).toBe(true);
      await page.keyboard.press('Enter');
      await expect.poll(() => asked(page)).toHaveLength(1);
    }),
);

test('KM7: a window that is closed says so in its own words', { timeout: minutes }, () =>
  stage.withPad(async ({ page }) => {
    await page.evaluate(() => window.scripted.host.pause('WINDOW_PAUSED'));
    await page.getByText('本窗口暂停服务').waitFor();
    expect(await page.getByText('WINDOW_PAUSED').count()).toBe(0);
  }),
);
