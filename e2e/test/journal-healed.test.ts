import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withProfile } from '../harness/chromium.ts';
import { type County, eventually, withCounty } from '../harness/county.ts';
import { garbleRecords } from '../harness/journal-damage.ts';
import { deleteMirrorRow } from '../harness/mirror-row.ts';
import { mirrorTexts } from '../harness/mirror-texts.ts';
import { profileDamages } from '../harness/profile-damage.ts';
import { openTechnician } from '../harness/technician.ts';

/** Opens the screen on a profile, and runs once its mirror has everything up to the journal's newest record of now. */
async function onScreen(county: County, profile: string, run: (page: Page, texts: string[]) => Promise<void>) {
  await withProfile(profile, async (context) => {
    const page = await context.newPage();
    await page.goto(county.screenLink);
    await page.getByTestId('attract').waitFor();
    const { epoch, seq } = (await county.hostStatus()).journal;
    const texts = await eventually(
      () => mirrorTexts(page).catch(() => []),
      (found) => found.some((text) => text.includes(`"epoch":"${epoch}","seq":${seq},`)),
    );
    await run(page, texts);
  });
}

async function untilDelivered(county: County): Promise<void> {
  await eventually(
    () => county.hostStatus(),
    ({ sync }) => sync.phase === 'current' && sync.unsent === 0,
  );
}

async function untilCounted(county: County, evaluations: number, gaps: number): Promise<void> {
  await eventually(
    () => county.device(),
    (device) => device.evaluations === evaluations && device.gaps.length === gaps,
  );
  expect(await county.evaluations()).toHaveLength(evaluations);
}

const evaluationsIn = (texts: readonly string[]) => texts.filter((text) => text.includes('"type":"evaluation"')).length;

test(
  'JN7 JN8 SY48 MI5: what rots in the journal comes back from the screen’s mirror, and where both rot the gap is named',
  () =>
    withCounty(async (county) => {
      const profile = await mkdtemp(join(tmpdir(), 'pingjia-profile-'));
      try {
        await county.startKiosk();
        await county.stopServer();
        expect(await county.press(4, 200)).toMatchObject({ ok: true });
        await onScreen(county, profile, async () => {});
        await county.stopKiosk();
        await county.startServer();
        await healedAtTheServer(county, profile);
        await healedByAnIncompleteMirror(county, profile);
        await bothDamaged(county, profile);
      } finally {
        await rm(profile, { recursive: true, force: true });
      }
    }),
  300_000,
);

/** The server has noted a gap in what was never sent before, when the screen comes. */
async function healedAtTheServer(county: County, profile: string): Promise<void> {
  await garbleRecords(county.kioskFolder, 100, 140);
  await county.startKiosk();
  await untilDelivered(county);
  expect((await county.device()).gaps).toMatchObject([{ from: 100 }]);
  expect((await county.evaluations()).length).toBeLessThan(190);
  expect((await county.hostStatus()).journal.fault).toMatchObject({ code: 'JOURNAL_DAMAGED' });
  await onScreen(county, profile, async (page, texts) => {
    expect(evaluationsIn(texts)).toBe(200);
    expect(await openTechnician(page)).not.toContain('JOURNAL_DAMAGED');
    await page.getByText('打开时完好').waitFor();
  });
  expect((await county.hostStatus()).journal.fault).toBeNull();
  await untilCounted(county, 200, 0);
  expect(await county.press(4, 3)).toMatchObject({ ok: true });
  await untilCounted(county, 203, 0);
  const reasons = (await county.device()).epochs.map(({ reason }) => reason);
  expect(reasons.toSorted()).toEqual(['created', 'damaged']);
  await county.stopKiosk();
}

/** The mirror lacks a record elsewhere: it is rebuilt, but not before it has given back the rest. */
async function healedByAnIncompleteMirror(county: County, profile: string): Promise<void> {
  await garbleRecords(county.kioskFolder, 150, 170);
  await county.startKiosk();
  await withProfile(profile, async (context) => {
    const page = await context.newPage();
    await page.goto(new URL('/nothing-here', county.screenLink).href);
    await deleteMirrorRow(page, 20);
  });
  await onScreen(county, profile, async (page) => {
    await page.getByTestId('attract').waitFor();
    await eventually(
      () => mirrorTexts(page).catch(() => []),
      (texts) => evaluationsIn(texts) === 203 && texts.some((text) => text.includes('"reason":"short"')),
    );
  });
  expect((await county.hostStatus()).journal.fault).toBeNull();
  await untilCounted(county, 203, 0);
  await county.stopKiosk();
}

/** Nothing has what was never sent: the rest arrives once. */
async function bothDamaged(county: County, profile: string): Promise<void> {
  await county.stopServer();
  await county.startKiosk();
  expect(await county.press(4, 100)).toMatchObject({ ok: true });
  const { epoch, seq } = (await county.hostStatus()).journal;
  await county.stopKiosk();
  await county.startServer();
  const from = seq - 60;
  await garbleRecords(county.kioskFolder, from, from + 20);
  await profileDamages['CURRENT garbled']?.(profile);
  await county.startKiosk();
  await onScreen(county, profile, async (page, texts) => {
    await untilDelivered(county);
    const { gaps, evaluations } = await county.device();
    expect(gaps).toMatchObject([{ epoch, from }]);
    expect(evaluationsIn(texts)).toBe(evaluations);

    const lost = (gaps[0]?.to ?? 0) - from + 1;
    expect(evaluations).toBe(303 - lost);
    const corner = await openTechnician(page);
    expect(corner).toContain('JOURNAL_DAMAGED');
    expect(corner).toContain('曾缺失，已重建');
    await page.getByTestId('close').click();
    expect(await county.press(4, 3)).toMatchObject({ ok: true });
    await untilCounted(county, evaluations + 3, 1);
  });
}
