import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleFixture, signIn, startConsole } from './browser/with-console.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsole();
});
afterAll(() => fixture.close());

describe('signing in', () => {
  it('leads to where one wanted to go, and keeps no token in reach of scripts', () =>
    fixture.run(async ({ page, server }) => {
      await signIn(page, server, '/devices?show=offline');
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/devices?show=offline');
      const stored = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
      expect(stored).toEqual(['', 0, 0]);
    }));

  it('says that name or password is wrong', () =>
    fixture.run(async ({ page, server }) => {
      await page.goto(server.url);
      await page.getByTestId('sign-in-username').fill('clerk');
      await page.getByTestId('sign-in-password').fill('guess');
      await page.getByTestId('sign-in-submit').click();
      await page.getByText('User name or password is wrong').waitFor();
    }));

  it('says how long to wait after too many failures', () =>
    fixture.run(async ({ page, server }) => {
      server.mischief.throttle = 90;
      await page.goto(server.url);
      await page.getByTestId('sign-in-username').fill('clerk');
      await page.getByTestId('sign-in-password').fill('guess');
      await page.getByTestId('sign-in-submit').click();
      await page.getByText('Too many failed attempts').waitFor();
      expect(await page.getByRole('timer').textContent()).toMatch(
        /Try again in 2 minutes|Try again in 1 minute|seconds/,
      );
    }));

  it('says that the server cannot be reached', () =>
    fixture.run(async ({ page, server }) => {
      await page.goto(server.url);
      await page.getByTestId('sign-in-username').fill('clerk');
      await page.getByTestId('sign-in-password').fill('correct');
      await page.route('**/api/**', (route) => route.abort());
      await page.getByTestId('sign-in-submit').click();
      await page.getByText('The server cannot be reached').waitFor();
    }));

  it('goes nowhere but to this console', () =>
    fixture.run(async ({ page, server }) => {
      await signIn(page, server, '/sign-in?return=https%3A%2F%2Fexample.invalid%2F');
      await page.waitForURL(`${server.url}/evaluations`);
    }));

  it('speaks Chinese to a Chinese browser and switches at once', () =>
    fixture.run(
      async ({ page, server }) => {
        await page.goto(server.url);
        await page.getByRole('button', { name: '登录' }).waitFor();
        await page.getByText('English').click();
        await page.getByRole('button', { name: 'Sign in' }).waitFor();
        expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
      },
      { locale: 'zh-CN' },
    ));

  it('ends with signing out', () =>
    fixture.run(async ({ page, server }) => {
      await signIn(page, server);
      await page.getByTestId('account-menu').click();
      await page.getByText('Sign out').click();
      await page.getByText('You have signed out.').waitFor();
      await page.goto(`${server.url}/devices`);
      await page.getByTestId('sign-in-username').waitFor();
    }));
});
