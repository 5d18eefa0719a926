import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withProfile } from '../harness/chromium.ts';
import { eventually, withCounty } from '../harness/county.ts';
import { mirrorTexts } from '../harness/mirror-texts.ts';

/** Opens the screen on a profile and waits until its mirror holds as much as the journal. */
async function mirrorOf(profile: string, link: string, records: number): Promise<string[]> {
  let texts: string[] = [];
  await withProfile(profile, async (context) => {
    const page = await context.newPage();
    await page.goto(link);
    await page.getByTestId('attract').waitFor();
    texts = await eventually(
      () => mirrorTexts(page),
      (found) => found.length >= records,
    );
  });
  return texts;
}

test('SY14: the mirror’s folder deleted between two starts: it is whole again, byte for byte', () =>
  withCounty(async (county) => {
    const profile = await mkdtemp(join(tmpdir(), 'pingjia-profile-'));
    try {
      await county.startKiosk();
      expect(await county.press(4, 60)).toMatchObject({ ok: true });
      await eventually(
        () => county.hostStatus(),
        ({ sync }) => sync.unsent === 0,
      );
      // The last sessions's follow-up may still be open; nothing else is written from here on.
      const { seq } = (await county.hostStatus()).journal;
      const before = await mirrorOf(profile, county.screenLink, seq);
      expect(before.filter((text) => text.includes('"type":"evaluation"')).length).toBe(60);

      await rm(join(profile, 'Default', 'WebStorage'), { recursive: true });
      const after = await mirrorOf(profile, county.screenLink, before.length);
      expect(after.slice(0, before.length)).toEqual(before);
    } finally {
      await rm(profile, { recursive: true, force: true });
    }
  }));
