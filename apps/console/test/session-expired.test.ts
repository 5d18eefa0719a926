import { afterAll, beforeAll, describe, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

describe('a session that ends while the page is open', () => {
  it('leads back to the sign-in page with the reason, and afterwards to where one was', () =>
    fixture.run(async ({ page, server, samples }) => {
      server.evaluations.add(samples.at(Date.now(), { grade: 'satisfied' }));
      await signIn(page, server, '/evaluations?grade=satisfied');
      await page.getByTestId('live-state').and(page.locator('[data-state=live]')).waitFor();
      server.endSessions();
      server.accept(samples.at(Date.now()));
      await page.getByText('Your session has ended').waitFor();
      await page.getByTestId('sign-in-username').fill('clerk');
      await page.getByTestId('sign-in-password').fill('correct');
      await page.getByTestId('sign-in-submit').click();
      await page.waitForURL(`${server.url}/evaluations?grade=satisfied`);
      await page.getByTestId('evaluations-table').waitFor();
    }));
});
