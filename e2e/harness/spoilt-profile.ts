import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type County, eventually, withCounty } from './county.ts';
import { mirrorTexts } from './mirror-texts.ts';

/** Opens the screen, rates once by touch, and waits until the mirror holds all that the journal has. */
export async function useScreen(county: County, context: BrowserContext): Promise<string[]> {
  const page = await context.newPage();
  await page.goto(county.screenLink);
  await rate(page);
  const { seq } = (await county.hostStatus()).journal;
  return eventually(
    () => mirrorTexts(page).catch(() => []),
    (texts) => texts.length >= seq,
  );
}

/** One citizen, to the closing thanks. */
export async function rate(page: Page): Promise<void> {
  await page.getByTestId('attract').click();
  await page.getByTestId('grade-satisfied').click();
  await page.getByTestId('skip').click();
  await page.getByTestId('thanks').waitFor();
}

/** One more citizen at the screen that is open, until the mirror holds all that the journal has. */
export async function rateAgain(county: County, context: BrowserContext): Promise<string[]> {
  const [page] = context.pages().filter((one) => one.url().startsWith('http'));
  if (page === undefined) throw new Error('the screen is gone');
  await rate(page);
  const { seq } = (await county.hostStatus()).journal;
  return eventually(
    () => mirrorTexts(page).catch(() => []),
    (texts) => texts.length >= seq,
    120_000,
  );
}

/** The seq of a record's text. */
export const seqOf = (text: string): number => (JSON.parse(text) as { seq: number }).seq;

/** A pad with some hundred records, and a browser profile for its screen. */
export async function withSpoiltProfile(
  run: (county: County, profile: string) => Promise<void>,
  makeProfile: () => Promise<string> = () => mkdtemp(join(tmpdir(), 'pingjia-profile-')),
): Promise<void> {
  await withCounty(async (county) => {
    const profile = await makeProfile();
    try {
      await county.startKiosk();
      expect(await county.press(4, 200)).toMatchObject({ ok: true });
      await run(county, profile);
    } finally {
      await rm(profile, { recursive: true, force: true });
    }
  });
}
