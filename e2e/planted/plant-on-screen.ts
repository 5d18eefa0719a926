import { join } from 'node:path';
import { withProfile } from '../harness/chromium.ts';
import type { County } from '../harness/county.ts';
import { mirrorTexts } from '../harness/mirror-texts.ts';
import { eventually } from '../harness/county.ts';

/** Types phone numbers on the screen of a real browser, and waits until the mirror has their records. The profile is kept. */
export async function plantOnScreen(county: County, folder: string, phones: readonly string[]): Promise<void> {
  await county.startKiosk();
  await withProfile(join(folder, 'profile'), async (context) => {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(county.screenLink);
    for (const phone of phones) {
      await county.local('POST', '/sessions', { by: 'staff' });
      await page.getByTestId('grade-dissatisfied').click();
      await page.getByTestId('phone-offer').click();
      for (const digit of phone) await page.getByTestId(`phone-key-${digit}`).click();
      await page.getByTestId('phone-leave').click();
      await page.getByTestId('phone-left').waitFor();
      await page.getByTestId('done').click();
    }
    const left = (texts: readonly string[]) => texts.filter((text) => text.includes('"remark-left"'));
    await eventually(
      () => mirrorTexts(page),
      (texts) => left(texts).length === phones.length,
    );
  });
  await county.stopKiosk();
}
