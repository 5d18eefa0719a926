import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '@pingjia/test-stand/chromium';
import { expect, test } from 'vitest';
import { withProfile } from '../harness/chromium.ts';
import { eventually } from '../harness/county.ts';
import { blockStore } from '../harness/profile-damage.ts';
import { rate, rateAgain, seqOf, useScreen, withSpoiltProfile } from '../harness/spoilt-profile.ts';

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
