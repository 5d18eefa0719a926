import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

describe('an event stream that breaks', () => {
  it('is replaced by polling, says so, and comes back by itself', () =>
    fixture.run(async ({ page, server, samples }) => {
      await signIn(page, server);
      await page.locator('[data-state=live]').waitFor();
      server.cutLive();
      await page.getByText('Reconnecting').waitFor();
      const item = samples.at(Date.now());
      server.evaluations.add(item);
      await page.locator(`[data-row-key="${item.evaluationId}"]`).waitFor();
      expect(await page.getByTestId('live-state').getAttribute('data-state')).toBe('reconnecting');
      server.mischief.live = 'up';
      await page.locator('[data-state=live]').waitFor();
    }));

  it('keeps what was read on the screen while the server is away, with what to do', () =>
    fixture.run(async ({ page, server, samples }) => {
      const item = samples.at(Date.now());
      server.evaluations.add(item);
      await signIn(page, server);
      await page.locator(`[data-row-key="${item.evaluationId}"]`).waitFor();
      await page.locator('[data-state=live]').waitFor();
      server.mischief.refuse = { code: 'SERVER_BUSY', status: 503 };
      server.cutLive();
      await page.getByText('The list could not be updated').waitFor();
      expect(await page.locator(`[data-row-key="${item.evaluationId}"]`).isVisible()).toBe(true);
      server.mischief.refuse = null;
      await page.getByText('The list could not be updated').waitFor({ state: 'detached' });
    }));
});
