import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

const shownFault = (code: string) => `[data-fault=${code}]`;

describe('answers that are wrong', () => {
  it('a portal page in the server’s place is called what it is, and reading resumes by itself', () =>
    fixture.run(async ({ page, server }) => {
      await signIn(page, server, '/devices');
      await page.getByText('No devices yet').waitFor();
      server.mischief.garbage = true;
      await page.getByRole('link', { name: 'Live evaluations' }).click();
      await page.locator(shownFault('SERVER_ANSWER_INVALID')).waitFor();
      server.mischief.garbage = false;
      await page.getByText('No evaluations yet').waitFor();
    }));

  it('a code of a newer server is named, with what to do', () =>
    fixture.run(async ({ page, server }) => {
      await page.goto(server.url);
      await page.getByTestId('sign-in-username').waitFor();
      server.mischief.refuse = { code: 'BRAND_NEW', status: 418 };
      await page.goto(`${server.url}/evaluations`);
      await page.locator(shownFault('UNKNOWN')).waitFor();
      await page.getByText('Technical detail: BRAND_NEW').waitFor();
      expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
    }));
});
