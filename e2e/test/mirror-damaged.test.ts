import { expect, test } from 'vitest';
import { withProfile } from '../harness/chromium.ts';
import { chosenDamages } from '../harness/profile-damage.ts';
import { seqOf, useScreen, withSpoiltProfile } from '../harness/spoilt-profile.ts';

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
