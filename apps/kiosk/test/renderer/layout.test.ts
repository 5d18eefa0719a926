import { AxeBuilder } from '@axe-core/playwright';
import type { LearningView } from '@pingjia/shared';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { longNamedStaffId } from '../../src/renderer/testing/sample-configuration.ts';
import { launchChromium } from '@pingjia/test-stand/chromium';
import { openCorner } from './open-corner.ts';
import { buildPage, type PageBuild } from './page-build.ts';
import { type PageServer, servePage } from './page-server.ts';
import { withPad } from './with-pad.ts';

const minutes = 60_000;
/** The user's text setting, pixels: Chromium's default and twice that. */
const textSizes = [16, 32] as const;
const glasses = [
  [1280, 800],
  [1920, 1080],
  [1080, 1920],
] as const;
const languages = [
  ['zh-CN', 'en'],
  ['en', 'zh-CN'],
  ['ar', 'zh-CN'],
] as const;
const screens = ['attract', 'rating', 'thanks', 'follow-up', 'phone', 'paused', 'pad', 'learn', 'learn-check'] as const;

let built: PageBuild;
let server: PageServer;
const browsers = new Map<number, Browser>();

beforeAll(async () => {
  built = await buildPage('testing');
  server = await servePage(built.folder);
  for (const size of textSizes) browsers.set(size, await launchChromium(`--blink-settings=defaultFontSize=${size}`));
}, 2 * minutes);

afterAll(async () => {
  for (const browser of browsers.values()) await browser.close();
  await server.close();
  await built.remove();
});

const padId = 'pingjia-line:000917:01';
const half = { 0: 'very_satisfied', 12: 'satisfied', 255: 'basically_satisfied' } as const;
const askedAgain: LearningView = {
  padId,
  asked: 'very_dissatisfied',
  heard: half,
  refusal: { reason: 'duplicate', key: 255, grade: 'basically_satisfied' },
  tried: null,
  left: 20_000,
};
const toBeChecked: LearningView = { ...askedAgain, asked: null, refusal: null, tried: 'satisfied', left: 0 };

/** Through the technician's corner, as a technician goes, and back at the end. */
async function showPad(page: Page): Promise<void> {
  await page.evaluate(() => window.scripted.host.session.idle());
  await page.getByTestId('attract').waitFor();
  await openCorner(page);
  await page.getByTestId('pad-serial:/dev/ttyUSB0').click();
  await page.getByTestId('pad-details').waitFor();
}

async function leavePad(page: Page): Promise<void> {
  await page.getByTestId('back').click();
  await page.getByTestId('close').click();
  await page.getByTestId('attract').waitFor();
}

/** Brings the page to a screen and keeps it there. */
async function show(page: Page, screen: (typeof screens)[number]): Promise<void> {
  await page.evaluate(
    ([which, lesson]) =>
      window.scripted.host.teach(lesson[which === 'learn-check' ? 'check' : which === 'learn' ? 'ask' : 'none']),
    [screen, { ask: askedAgain, check: toBeChecked, none: null }] as const,
  );
  if (screen === 'pad') return showPad(page);
  await page.evaluate((which) => {
    const { session } = window.scripted.host;
    session.isFrozen = true;
    session.ticket = 'A042';
    session.itemCode = '000125004001';
    if (which === 'attract' || which.startsWith('learn')) return session.idle();
    if (which === 'paused') return window.scripted.host.pause('JOURNAL_FULL');
    session.arm('staff');
    if (which === 'rating') return;
    session.press('rate', crypto.randomUUID(), 'very_dissatisfied');
    if (which === 'follow-up' || which === 'phone') session.followUp(['108']);
  }, screen);
  if (screen === 'phone') await page.getByTestId('phone-offer').click();
  const sign = {
    attract: 'attract',
    rating: 'grade-satisfied',
    thanks: 'thanks',
    'follow-up': 'done',
    phone: 'phone-leave',
    paused: 'paused',
    learn: 'learn-skip',
    'learn-check': 'learn-confirm',
  }[screen];
  await page.getByTestId(sign).waitFor();
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(
          (animation) =>
            animation.effect?.getTiming().iterations === 1 &&
            animation.timeline === document.timeline &&
            !(animation instanceof CSSAnimation && animation.animationName === 'run-out'),
        )
        .map(({ finished }) => finished),
    ),
  );
}

/** What lies outside of the glass, is too small to touch, or overlaps another control. */
function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const name = (element: Element) =>
      `${element.tagName} ${element.getAttribute('data-testid') ?? element.getAttribute('class') ?? ''}`;
    for (const element of document.querySelectorAll('button, h1, p, footer, svg, .staff-name, .grade-text')) {
      // The follow-up's options and a pad's facts may scroll; everything else must be there.
      if (element.closest('.visually-hidden, .chips, .scroll') !== null) continue;
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
      if (width === 0) continue;
      if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
        found.push(`${name(element)} leaves the glass`);
      if (element instanceof HTMLButtonElement && (width < 80 || height < 80))
        found.push(`${name(element)} is ${width} × ${height}`);
    }
    for (const chips of document.querySelectorAll('.chips')) {
      chips.scrollTo(0, 0);
      const top = chips.firstElementChild?.getBoundingClientRect().top ?? 0;
      if (top < chips.getBoundingClientRect().top) found.push('the first option cannot be scrolled to');
      for (const chip of chips.children)
        if (chip.scrollHeight > chip.clientHeight) found.push(`${name(chip)} is too small for its text`);
    }
    const phone = ['.phone-number', '.phone-keys'].map(
      (part) => document.querySelector(part)?.getBoundingClientRect().width ?? 0,
    );
    if (Math.abs((phone[0] ?? 0) - (phone[1] ?? 0)) > 1) found.push('the phone number is not as wide as its keys');
    const note = document.querySelector('.note')?.getBoundingClientRect();
    for (const element of document.querySelectorAll('button:not(.attract-all, .chip), h1, main p, .chips')) {
      const { left, top, right, bottom, width } = element.getBoundingClientRect();
      const isApart =
        note === undefined || right <= note.left || note.right <= left || bottom <= note.top || note.bottom <= top;
      if (width > 0 && !isApart) found.push(`${name(element)} lies under the note`);
    }
    const grades = [...document.querySelectorAll('.grade')].map((element) => ({
      element,
      box: element.getBoundingClientRect(),
    }));
    for (const { element, box } of grades) {
      for (const text of element.querySelectorAll('.grade-text')) {
        const { left, top, right, bottom } = text.getBoundingClientRect();
        if (left < box.left || top < box.top || right > box.right || bottom > box.bottom)
          found.push(`${name(element)} is too small for its text`);
      }
      for (const other of grades) {
        const apart =
          box.right <= other.box.left ||
          other.box.right <= box.left ||
          box.bottom <= other.box.top ||
          other.box.bottom <= box.top;
        if (other.element !== element && !apart) found.push(`${name(element)} overlaps ${name(other.element)}`);
      }
    }
    return found;
  });
}

for (const textSize of textSizes) {
  for (const [width, height] of glasses) {
    test(`every screen fits ${width} × ${height} at text size ${textSize}, in every direction, with the longest names`, {
      timeout: 2 * minutes,
    }, async () => {
      const browser = browsers.get(textSize);
      if (browser === undefined) throw new Error('No browser.');
      await withPad(browser, { address: server.address, width, height }, async ({ page }) => {
        await page.getByTestId('attract').waitFor();
        await page.evaluate((staffId) => window.scripted.host.signIn(staffId), longNamedStaffId);
        await page.evaluate(() =>
          window.scripted.host.setStatus({ sync: { phase: 'waiting', unsent: 0, fault: null, retryIn: null } }),
        );
        await page.locator('[data-note="offline"]').waitFor();
        for (const [first, second] of languages) {
          await page.evaluate((tags) => window.scripted.host.configure({ languages: tags }), [first, second]);
          for (const screen of screens) {
            await show(page, screen);
            expect(await misfits(page), `${screen} in ${first}`).toEqual([]);
            if (screen === 'follow-up' && textSize === 16)
              expect(
                await page.locator('.chips').evaluate((chips) => chips.scrollHeight - chips.clientHeight),
                `options of ${first} that are hidden`,
              ).toBeLessThanOrEqual(0);
            if (screen === 'pad') await leavePad(page);
          }
        }
      });
    });
  }
}

test.each(['zh-CN', 'en'])('axe finds nothing on any screen in %s', { timeout: 2 * minutes }, async (language) => {
  const browser = browsers.get(16);
  if (browser === undefined) throw new Error('No browser.');
  await withPad(browser, { address: server.address }, async ({ page }) => {
    await page.getByTestId('attract').waitFor();
    await page.evaluate((tag) => {
      const { host } = window.scripted;
      host.configure({ languages: [tag] });
      host.setStatus({ sync: { phase: 'waiting', unsent: 0, fault: null, retryIn: null } });
    }, language);
    await page.locator('[data-note="offline"]').waitFor();
    for (const screen of screens) {
      await show(page, screen);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${screen}: ${id} ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
      if (screen === 'pad') await leavePad(page);
    }
  });
});
