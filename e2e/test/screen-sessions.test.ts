import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { withBrowser } from '../harness/chromium.ts';
import { eventually, withCounty } from '../harness/county.ts';

test('the screen’s link lets one browser in: it may reload and comes back after the host; another does not get in', () =>
  withCounty(async (county) => {
    await county.startKiosk();
    const link = county.screenLink;
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto(link);
      await page.getByTestId('attract').waitFor();
      expect(new URL(page.url()).search).toBe('');
      await page.reload();
      await page.getByTestId('attract').waitFor();

      // The used link, and the next one while the screen is open: neither shows the pad to a second browser.
      await eventually(
        async () => county.screenLink,
        (next) => next !== link,
      );
      for (const second of [link, county.screenLink, new URL(link).origin]) {
        const context = await browser.newContext();
        const other = await context.newPage();
        await other.goto(second);
        await other.getByTestId('refused').waitFor();
        expect(await other.getByTestId('attract').count()).toBe(0);
        await context.close();
      }
      // The first is untouched by the attempts, and finds its host again after a crash.
      await county.killKiosk();
      await page.getByTestId('disconnected').waitFor();
      await county.startKiosk();
      await page.getByTestId('attract').click();
      await page.getByTestId('grade-satisfied').waitFor();
    });
  }));

test('a client that hangs up in the middle of a request ends nothing but its request', () =>
  withCounty(async (county) => {
    await county.startKiosk();
    const { port } = new URL(county.screenLink);
    for (const path of ['/screen-session', '/local/v1/sessions']) {
      const socket = connect(Number(port), '127.0.0.1');
      await once(socket, 'connect');
      const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\n`;
      await new Promise((resolve) => {
        socket.write(`${head}Authorization: Bearer ${county.localToken}\r\nContent-Length: 100\r\n\r\nabc`, resolve);
      });
      socket.resetAndDestroy();
    }
    expect(await county.press(5)).toMatchObject({ ok: true });
    expect((await county.hostStatus()).journal.fault).toBeNull();
  }));

test('the bridge refuses a page of another origin and a guessed cookie', () =>
  withCounty(async (county) => {
    await county.startKiosk();
    const { origin } = new URL(county.screenLink);
    for (const headers of [{ origin: 'http://evil.example' }, { origin, cookie: 'pingjia-screen=guess' }]) {
      const response = await fetch(`${origin}/screen-session`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ token: 'guess' }),
      });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ error: { code: 'SCREEN_TOKEN_INVALID' } });
    }
    const garbage = await fetch(`${origin}/screen-session`, {
      method: 'POST',
      headers: { origin },
      body: 'x'.repeat(100_000),
    });
    expect(garbage.status).toBe(403);
    expect((await fetch(`${origin}/local/v1/status`)).status).toBe(401);
  }));
