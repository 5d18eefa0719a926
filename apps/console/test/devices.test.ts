import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';
import { sampleDeviceItems } from './stand-in/sample-devices.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

const rows = '[data-testid=devices-table] [data-row-key]';

describe('devices', () => {
  it('stand with their problems first, narrow by health, and open with what to do', () =>
    fixture.run(async ({ page, server }) => {
      server.devices = sampleDeviceItems(Date.now());
      await signIn(page, server, '/devices');
      const first = page.locator(rows).first();
      await first.getByText('Offline for 3 hours').waitFor();
      await page.getByTestId('health-view').getByText('Need attention').click();
      await page.waitForURL(/show=attention/);
      await expect.poll(() => page.locator(rows).count()).toBe(5);
      await first.click();
      await page.getByRole('dialog').getByText('Not heard from for two heartbeats').waitFor();
      await page.waitForURL(/open=/);
      await page.keyboard.press('Escape');
      await page.waitForURL((url) => !url.search.includes('open='));
    }));

  it('name each gap', () =>
    fixture.run(async ({ page, server }) => {
      server.devices = sampleDeviceItems(Date.now());
      await signIn(page, server, '/devices');
      await page.locator('[data-gap="12001-12016"]').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('12,001–12,016 (epoch eeeeeeee) · not sent yet').waitFor();
      await dialog.getByText('12,044 (epoch eeeeeeee) · unreadable on the device').waitFor();
      await dialog.getByText('None: every record is counted.').waitFor();
    }));

  it('say which records are not counted and why, and what their clock is worth', () =>
    fixture.run(async ({ page, server }) => {
      server.devices = sampleDeviceItems(Date.now());
      await signIn(page, server, '/devices');
      await page.locator(rows).filter({ hasText: '2 records set aside' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('record 70 (epoch').waitFor();
      await dialog.getByText('of a later version · drone-landed').waitFor();
      await dialog
        .getByText('not understood · evaluation · RECORD_MALFORMED evaluation.grade: invalid_value')
        .waitFor();
      const clocks = dialog.getByRole('heading', { name: /^Clock since the start at / });
      await expect.poll(() => clocks.allTextContents()).toHaveLength(2);
      const [newest = '', before = ''] = await clocks.allTextContents();
      expect(newest).toMatch(/ · 1 day behind$/);
      expect(before).toMatch(/ · correct$/);
      expect(before.split(' · ')[0]).not.toBe(newest.split(' · ')[0]);
    }));
});
