import { AxeBuilder } from '@axe-core/playwright';
import type { StickReport } from '@pingjia/shared';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openCorner } from './open-corner.ts';
import { minutes, useStage } from './use-stage.ts';

const stage = useStage();

const folder = '/media/wang/KINGSTON';

async function openSticks(page: Page): Promise<void> {
  await page.getByTestId('attract').waitFor();
  await openCorner(page);
  await page.getByTestId('to-sticks').click();
  await page.getByTestId('sticks').waitFor();
}

function report(page: Page, change: Partial<StickReport>): Promise<void> {
  const stick: StickReport = { phase: 'exported', folder, file: null, count: 0, fault: null, ...change };
  return page.evaluate((told) => window.scripted.host.setStatus({ stick: told }), stick);
}

test('BU18: a stick is found, exported to, and every outcome is said in words', { timeout: minutes }, () =>
  stage.withPad(async ({ page }) => {
    await openSticks(page);
    await page.getByText('没有插入 U 盘').waitFor();
    await page.evaluate((path) => {
      window.scripted.host.sticks = [{ folder: path, free: 7_812_345_678 }];
    }, folder);
    await page.getByTestId('look').click();
    await page.getByText(folder).waitFor();
    await page.getByText('剩余 7812 MB').waitFor();
    await page.getByTestId('stick-unsent').click();
    await report(page, { phase: 'exporting', count: 500 });
    await page.getByText('已写入 500 条记录').waitFor();
    expect(await page.getByTestId('stick-all').isDisabled()).toBe(true);
    await report(page, { count: 1_234, file: 'pingjia-11111111-22222222.pjb' });
    await page.getByText('1234 条记录已写入 pingjia-11111111-22222222.pjb').waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await report(page, {});
    await page.getByText('没有需要导出的数据').waitFor();
    await page.getByTestId('stick-all').click();
    await report(page, { phase: 'failed', fault: { code: 'BUNDLE_TARGET_FULL' } });
    await page.getByText('U 盘已满').waitFor();
    await page.getByTestId('stick-receipts').click();
    await report(page, { phase: 'receipts-taken', count: 2 });
    await page.getByText('已读取回执').waitFor();
    await report(page, { phase: 'written-anew', count: 1 });
    await page.getByText('请再导出一次').waitFor();
    const told = await page.evaluate(() =>
      window.scripted.host.heard.filter(({ method }) => method.startsWith('stick.') && method !== 'stick.list'),
    );
    expect(told).toEqual([
      { method: 'stick.export', folder, scope: 'unsent' },
      { method: 'stick.export', folder, scope: 'all' },
      { method: 'stick.receipts', folder },
    ]);
  }),
);

test('BU18: what the host refuses at once is told with what to do', { timeout: minutes }, () =>
  stage.withPad(async ({ page }) => {
    await page.evaluate((path) => {
      window.scripted.host.sticks = [{ folder: path, free: 1 }];
      window.scripted.host.stickFault = { code: 'BUNDLE_KEY_MISSING' };
    }, folder);
    await openSticks(page);
    await page.getByTestId('stick-unsent').click();
    await page.getByText('尚不知道应加密给哪台服务器').waitFor();
    expect(await page.locator('.fault').evaluate((fault) => getComputedStyle(fault).display)).toBe('block');
    await page.getByTestId('back').click();
    await page.getByTestId('technician').waitFor();
  }),
);

test(
  'BU18: an outcome that was read is not told again on a later visit, one that was not is',
  { timeout: minutes },
  () =>
    stage.withPad(async ({ page }) => {
      await page.evaluate((path) => {
        window.scripted.host.sticks = [{ folder: path, free: 1 }];
      }, folder);
      const visitAgain = async (between: () => Promise<void> = async () => {}) => {
        await page.getByTestId('back').click();
        await page.getByTestId('technician').waitFor();
        await between();
        await page.getByTestId('to-sticks').click();
        await page.getByText(folder).waitFor();
      };
      const told = page.getByTestId('stick-report');
      const none = page.getByText('这个 U 盘上没有回执（.pjr 文件）');
      const missing = { phase: 'failed', fault: { code: 'BUNDLE_RECEIPT_MISSING' } } as const;
      await openSticks(page);
      await page.getByText('待传送').waitFor();
      await page.getByTestId('stick-receipts').click();
      await report(page, missing);
      await none.waitFor();
      await visitAgain();
      expect(await told.textContent()).toBe('');
      expect(await page.locator('.fault').count()).toBe(0);
      await page.getByTestId('stick-receipts').click();
      await report(page, missing);
      await none.waitFor();
      await report(page, { phase: 'exporting', count: 1 });
      await page.getByText('已写入 1 条记录').waitFor();
      await visitAgain(() => report(page, { count: 7, file: 'a.pjb' }));
      await page.getByText('7 条记录已写入 a.pjb').waitFor();
      await visitAgain();
      expect(await told.textContent()).toBe('');
    }),
);
