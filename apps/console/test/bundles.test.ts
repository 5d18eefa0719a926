import { readFile } from 'node:fs/promises';
import { type BundleReport, bundleReceiptFileSchema, type ErrorCode } from '@pingjia/shared';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './browser/axe.ts';
import { type ConsoleFixture, fillSignIn, signIn, startConsole } from './browser/with-console.ts';
import { sampleDeviceItems } from './stand-in/sample-devices.ts';

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

const still = { reducedMotion: 'reduce' } as const;

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

  it('stay with their receipts while the person looks elsewhere, through an ended session too, and are for nobody else', () =>
    fixture.run(async ({ page, server }) => {
      server.bundle = report;
      await signIn(page, server, '/bundles');
      await bring(page, 'kept.pjb');
      const cards = page.locator('[data-state=taken]');
      const room = (name: string) => page.getByRole('link', { name, exact: true }).click();
      await cards.waitFor();
      await room('Devices');
      await page.getByRole('heading', { name: 'Devices' }).waitFor();
      await room('From a stick');
      await cards.getByRole('button', { name: 'Save receipt' }).waitFor();
      server.endSessions();
      await room('Devices');
      await fillSignIn(page, 'clerk');
      await room('From a stick');
      await cards.getByText('kept.pjb').waitFor();
      await page.getByTestId('account-menu').click();
      await page.getByText('Sign out').click();
      await fillSignIn(page, 'colleague');
      await room('From a stick');
      await page.getByRole('heading', { name: 'Import from a stick' }).waitFor();
      expect(await cards.count()).toBe(0);
      expect(server.brought).toEqual(['kept.pjb']);
    }, still));

  it('name the window they come from, and the device where no window is known', () =>
    fixture.run(async ({ page, server }) => {
      server.devices = sampleDeviceItems(Date.now());
      const [known] = server.devices;
      server.bundle = { ...report, device: known?.deviceId ?? '' };
      await signIn(page, server, '/bundles');
      await bring(page, 'known.pjb');
      const card = page.locator('[data-state=taken]').first();
      await card.getByRole('link', { name: 'A01 · Jiangcheng City Service Centre' }).waitFor();
      expect(await card.textContent()).not.toContain(known?.deviceId);
      server.bundle = report;
      await bring(page, 'unknown.pjb');
      await card.getByText(report.device).waitFor();
      expect(await card.getByRole('link').count()).toBe(0);
    }));

  it.each([
    ['none of which could be taken', [], 'Not imported · The bundle breaks off', ''],
    ['whose whole part was there before', [receipt], 'Partly imported · The bundle breaks off', 'No new records'],
  ])('that break off, %s, say it without a contradiction', (_name, receipts, title, result) =>
    fixture.run(async ({ page, server }) => {
      const fault = { code: 'BUNDLE_CUT_SHORT' as const };
      server.bundle = { ...report, accepted: 0, batches: [], receipts, complete: false, fault };
      await signIn(page, server, '/bundles');
      await bring(page, 'cut.pjb');
      await page.getByText(title, { exact: true }).waitFor();
      expect(await page.locator('[data-state=taken]').getByRole('status').textContent()).toBe(result);
    }),
  );

  it('that bring nothing new say so', () =>
    fixture.run(async ({ page, server }) => {
      server.bundle = { ...report, accepted: 0, batches: [{ ...batch, accepted: 0, quarantined: [] }] };
      await signIn(page, server, '/bundles');
      await bring(page, 'again.pjb');
      await page.getByText('Nothing new').waitFor();
    }));

  it('BU27: of a device whose folder was restored are refused, with a receipt that is to be carried back', () =>
    fixture.run(async ({ page, server }) => {
      const refused = { ...batch, accepted: 0, quarantined: [], fault: { code: 'EPOCH_FORKED' as const } };
      server.bundle = { ...report, batches: [refused], accepted: 0, receipts: [], branches: [receipt] };
      await signIn(page, server, '/bundles');
      await bring(page, 'restored.pjb');
      await page.locator('[data-fault=EPOCH_FORKED]').getByText('carry the receipt back').waitFor();
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save receipt' }).click();
      const file: unknown = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
      expect(bundleReceiptFileSchema.parse(file)).toMatchObject({ receipts: [], branches: [receipt] });
    }));

  it.each([
    ['BUNDLE_MALFORMED', 'no bundle of a device'],
    ['BUNDLE_FOREIGN_SERVER', 'sealed to another server'],
    ['BUNDLE_TAMPERED', 'changed after it was written'],
    ['BUNDLE_SIGNER_UNKNOWN', 'key that the device has now'],
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
