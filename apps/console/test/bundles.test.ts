import { readFile } from 'node:fs/promises';
import { type BundleReport, bundleReceiptFileSchema, type ErrorCode } from '@pingjia/shared';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './browser/axe.ts';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

const receipt = { statement: '{"seq":500}', signature: 'sig', keyId: 'key' };
const batch = {
  epoch: '33333333-3333-4333-8333-333333333333',
  from: 1,
  to: 500,
  accepted: 498,
  quarantined: [7, 9],
  fault: null,
};
const report: BundleReport = {
  bundle: '11111111-1111-4111-8111-111111111111',
  device: '22222222-2222-4222-8222-222222222222',
  batches: [batch],
  accepted: 1_234,
  complete: true,
  fault: null,
  receipts: [receipt],
};

async function bring(page: Page, ...names: string[]): Promise<void> {
  const files = names.map((name) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(name) }));
  await page.locator('input[type=file]').setInputFiles(files);
}

describe('bundles from a stick', () => {
  it('are sent as they are; what was new, what was set aside and the receipt come back', () =>
    fixture.run(async ({ page, server }) => {
      server.bundle = report;
      await signIn(page, server, '/bundles');
      await bring(page, 'pingjia-22222222-1.pjb');
      await page.getByText('1,234 new records').or(page.getByText('1234 new records')).waitFor();
      await page.getByText('2 records set aside').waitFor();
      expect(server.brought).toEqual(['pingjia-22222222-1.pjb']);
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save receipt' }).click();
      const saved = await saving;
      expect(saved.suggestedFilename()).toBe('pingjia-22222222-11111111.pjr');
      const file: unknown = JSON.parse(await readFile(await saved.path(), 'utf8'));
      expect(bundleReceiptFileSchema.parse(file)).toMatchObject({ device: report.device, receipts: [receipt] });
    }));

  it('that bring nothing new say so', () =>
    fixture.run(async ({ page, server }) => {
      server.bundle = { ...report, accepted: 0, batches: [{ ...batch, accepted: 0, quarantined: [] }] };
      await signIn(page, server, '/bundles');
      await bring(page, 'again.pjb');
      await page.getByText('Nothing new').waitFor();
    }));

  it.each([
    ['BUNDLE_MALFORMED', 'no bundle of a device'],
    ['BUNDLE_FOREIGN_SERVER', 'sealed to another server'],
    ['BUNDLE_TAMPERED', 'changed after it was written'],
    ['DEVICE_REVOKED', 'was revoked'],
  ] satisfies [ErrorCode, string][])('that are refused with %s say why and what to do', (code, words) =>
    fixture.run(async ({ page, server }) => {
      server.bundle = code;
      await signIn(page, server, '/bundles');
      await bring(page, 'wrong.pjb');
      await page.locator(`[data-fault=${code}]`).getByText(words).waitFor();
      expect(await page.getByRole('button', { name: 'Save receipt' }).count()).toBe(0);
    }),
  );

  it('that break off count as far as they go, each fault is told once, and the page has no barriers', () =>
    fixture.run(async ({ page, server }) => {
      const misplaced = { ...batch, accepted: 0, fault: { code: 'BATCH_OUT_OF_PLACE' as const } };
      server.bundle = {
        ...report,
        batches: [batch, misplaced, misplaced],
        complete: false,
        fault: { code: 'BUNDLE_CUT_SHORT' },
      };
      await signIn(page, server, '/bundles');
      await bring(page, `${'长'.repeat(80)}.pjb`, 'second.pjb');
      await expect.poll(() => page.locator('[data-state=taken]').count()).toBe(2);
      const card = page.locator('[data-state=taken]').first();
      expect(await card.locator('[data-fault]').count()).toBe(2);
      expect(await findBarriers(page)).toEqual([]);
      await page.setViewportSize({ width: 640, height: 400 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(server.brought).toHaveLength(2);
    }));
});
