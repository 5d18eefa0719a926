import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './browser/axe.ts';
import { type ConsoleFixture, type Scene, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

const phone = '+86 138 0000 0000';
const still = { reducedMotion: 'reduce' } as const;

/** Opens the drawer of an evaluation that something was left on. */
async function openRemark({ page, server, samples }: Scene) {
  const item = samples.at(Date.now(), { remark: { state: 'held', holds: ['comment', 'phone'] } });
  server.evaluations.add(item);
  server.remark = { state: 'held', comment: '很好', phone };
  await signIn(page, server);
  const row = page.locator(`[data-row-key="${item.evaluationId}"]`);
  await row.click();
  return {
    row,
    remark: page.getByTestId('remark'),
    dialog: page.getByRole('dialog').filter({ hasText: /Erase|删除/ }),
  };
}

describe('erasing what a citizen left', () => {
  it('AT23: asks once more, takes a reason, and says afterwards what was done', () =>
    fixture.run(async (scene) => {
      const { page, server } = scene;
      const { row, remark } = await openRemark(scene);
      await page.getByTestId('remark-reveal').click();
      await remark.getByText(phone).waitFor();
      await page.getByTestId('remark-erase').click();
      await page.getByRole('button', { name: 'Cancel' }).click();
      expect(server.erasures).toEqual([]);
      await page.getByTestId('remark-erase').click();
      await page.getByRole('button', { name: 'Erase for good' }).click();
      await page.getByText('Say why it is erased').waitFor();
      await page.getByTestId('remark-erase-reason').fill(' the citizen <b>asked</b> for it ');
      await page.keyboard.press('Enter');
      await remark.getByText('Reason: the citizen <b>asked</b> for it').waitFor();
      expect(server.erasures).toEqual(['the citizen <b>asked</b> for it']);
      expect(await page.content()).not.toContain('138 0000');
      expect(await page.getByTestId('remark-erase').count()).toBe(0);
      await page.keyboard.press('Escape');
      await remark.waitFor({ state: 'detached' });
      await row.click();
      await page.getByText('Something was left; it has been erased.').waitFor();
      expect(await page.getByTestId('remark-reveal').count()).toBe(0);
    }, still));

  it('AT23: is offered to nobody who may not, and a refusal changes nothing', () =>
    fixture.run(async (scene) => {
      const { page, server } = scene;
      const { remark } = await openRemark(scene);
      await page.getByTestId('remark-erase').click();
      await page.getByTestId('remark-erase-reason').fill('why');
      server.mischief.refuse = { code: 'NOT_PERMITTED', status: 403 };
      await page.getByRole('button', { name: 'Erase for good' }).click();
      await page.locator('[data-fault=NOT_PERMITTED]').waitFor();
      server.mischief.refuse = null;
      expect(await remark.getAttribute('data-state')).toBe('held');
      server.mayErase = false;
      await page.reload();
      await page.locator('[data-row-key]').first().click();
      await page.getByTestId('remark-reveal').waitFor();
      expect(await page.getByTestId('remark-erase').count()).toBe(0);
    }, still));
});

/** CSS pixels between the foot of one and the head of the other. */
async function gap(above: Locator, below: Locator): Promise<number> {
  const [upper, lower] = await Promise.all([above.boundingBox(), below.boundingBox()]);
  return (lower?.y ?? 0) - (upper?.y ?? 0) - (upper?.height ?? 0);
}

const places = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 640, height: 400 },
];

describe.each(['zh-CN', 'en'])('the dialog that erases, in %s', (locale) => {
  it.each(places)('lies whole on a screen of $width × $height and has no barriers', (viewport) =>
    fixture.run(
      async (scene) => {
        const { page } = scene;
        const { remark, dialog } = await openRemark(scene);
        await page.getByTestId('remark-erase').click();
        const confirm = dialog.last();
        await confirm.waitFor();
        expect(await findBarriers(page)).toEqual([]);
        const hint = page.getByTestId('remark-erase-hint');
        const erase = page.getByRole('button', { name: /Erase for good|永久删除/ });
        await expect.poll(() => gap(hint, erase)).toBeGreaterThanOrEqual(16);
        expect(await gap(hint, erase)).toBeLessThanOrEqual(24);
        expect(await gap(page.getByTestId('remark-erase-reason'), hint)).toBeLessThanOrEqual(16);
        await erase.click();
        await page.getByText(/Say why it is erased|请填写删除原因/).waitFor();
        await expect.poll(() => gap(hint, erase)).toBeGreaterThanOrEqual(16);
        expect(await gap(hint, erase)).toBeLessThanOrEqual(24);
        const box = await confirm.boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
        if (viewport.height >= 800) expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
        await page.getByTestId('remark-erase-reason').fill('理'.repeat(100) + 'x'.repeat(100));
        await page.keyboard.press('Enter');
        await remark.getByText('xxx').waitFor();
        const overflow = await remark.evaluate((element) => element.scrollWidth - element.clientWidth);
        expect(overflow).toBe(0);
      },
      { locale, viewport, ...still },
    ),
  );
});
