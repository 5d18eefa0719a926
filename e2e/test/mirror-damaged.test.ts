import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '@pingjia/test-stand/chromium';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withProfile } from '../harness/chromium.ts';
import { type County, eventually, withCounty } from '../harness/county.ts';
import { mirrorTexts } from '../harness/mirror-texts.ts';
import { blockStore, chosenDamages } from '../harness/profile-damage.ts';

/** Opens the screen, rates once by touch, and waits until the mirror holds all that the journal has. */
async function useScreen(county: County, context: BrowserContext): Promise<string[]> {
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
async function rate(page: Page): Promise<void> {
  await page.getByTestId('attract').click();
  await page.getByTestId('grade-satisfied').click();
  await page.getByTestId('skip').click();
  await page.getByTestId('thanks').waitFor();
}

const seqOf = (text: string): number => (JSON.parse(text) as { seq: number }).seq;

/** A pad with some hundred records, and a browser profile for its screen. */
async function withSpoiltProfile(
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

test(
  'SY14 MI1 MI2: whatever is done to the mirror’s files, the screen works and the mirror is whole again, byte for byte',
  () =>
    withSpoiltProfile(async (county, profile) => {
      // Chromium writes its first table file at about this many records.
      for (let times = 0; times < 2; times += 1) expect(await county.press(4, 200)).toMatchObject({ ok: true });
      let before: string[] = [];
      await withProfile(profile, async (context) => {
        before = await useScreen(county, context);
      });
      const damages = chosenDamages();
      for (const [what, spoil] of damages) {
        await spoil(profile);
        await withProfile(profile, async (context) => {
          const after = await useScreen(county, context).catch((error: unknown) => {
            throw new Error(`after this: ${what}`, { cause: error });
          });
          expect({ what, texts: after.slice(0, before.length) }).toEqual({ what, texts: before });
          expect({ what, seqs: after.map(seqOf) }).toEqual({ what, seqs: after.map((_, index) => index + 1) });
          before = after;
        });
      }
      const rebuilt = before.filter((text) => text.includes('"type":"mirror-rebuilt"'));
      // At the least where everything was gone, and the first time.
      expect(rebuilt.length).toBeGreaterThanOrEqual(2);
      const evaluations = before.filter((text) => text.includes('"type":"evaluation"'));
      expect(evaluations).toHaveLength(601 + damages.length);
    }),
  600_000,
);

test('SY14: where the browser can keep nothing at all, the screen takes evaluations all the same', () =>
  withSpoiltProfile(async (county, profile) => {
    await withProfile(profile, async (context) => void (await useScreen(county, context)));
    await blockStore(profile);
    await withProfile(profile, async (context) => {
      const page = await context.newPage();
      await page.goto(county.screenLink);
      await rate(page);
    });
    await eventually(
      () => county.evaluations(),
      (items) => items.length === 202,
    );
  }));

test('SY14: a second browser process on the same profile goes away, the first and its mirror go on', () =>
  withSpoiltProfile((county, profile) =>
    withProfile(profile, async (context) => {
      await useScreen(county, context);
      const second = spawn(
        chromiumPath(),
        ['--no-sandbox', '--headless', `--user-data-dir=${profile}`, 'about:blank'],
        {
          stdio: 'ignore',
        },
      );
      await once(second, 'exit');
      expect((await rateAgain(county, context)).length).toBeGreaterThan(200);
    }),
  ));

test('SY14 MI3: on a full disk the screen still takes evaluations; with room again the mirror is whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-small-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', folder]);
  try {
    await withSpoiltProfile(
      (county, profile) =>
        withProfile(profile, async (context) => {
          await useScreen(county, context);
          const filler = join(folder, 'filler');
          await fill(filler);
          const [page] = context.pages().filter((one) => one.url().startsWith('http'));
          for (let citizen = 0; citizen < 5; citizen += 1) {
            if (page !== undefined) await rate(page);
          }
          await rm(filler);
          const texts = await rateAgain(county, context);
          expect(texts.map(seqOf)).toEqual(texts.map((_, index) => index + 1));
        }),
      async () => {
        const profile = join(folder, 'profile');
        await mkdir(profile);
        return profile;
      },
    );
  } finally {
    execFileSync('umount', [folder]);
    await rm(folder, { recursive: true });
  }
});

/** Writes until there is no room left. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w');
  for (const size of [1024 * 1024, 4_096]) {
    let room = true;
    while (room) {
      room = await file.write(Buffer.alloc(size, 1)).then(
        () => true,
        () => false,
      );
    }
  }
  await file.close();
}

async function rateAgain(county: County, context: BrowserContext): Promise<string[]> {
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
