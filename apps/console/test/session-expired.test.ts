import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
}, 120_000);
afterAll(() => fixture.close());

describe('a session that ends while the page is open', { timeout: 60_000 }, () => {
  it('leads back to the sign-in page with the reason, and afterwards to where one was', () =>
    fixture.run(async ({ page, server, samples }) => {
      server.evaluations.add(...samples.history(10, Date.now()));
      await signIn(page, server, '/evaluations?grade=satisfied');
      await page.getByTestId('live-state').and(page.locator('[data-state=live]')).waitFor();
      server.endSessions();
      server.accept(samples.at(Date.now()));
      await page.getByText('Your session has ended').waitFor();
      await page.getByTestId('sign-in-username').fill('clerk');
      await page.getByTestId('sign-in-password').fill('correct');
      await page.getByTestId('sign-in-submit').click();
      await page.waitForURL(`${server.url}/evaluations?grade=satisfied`);
      expect(await page.getByTestId('evaluations-table').isVisible()).toBe(true);
    }));
});
