import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sampleConfiguration } from '../../src/renderer/testing/sample-configuration.ts';
import { sampleStatus } from '../../src/renderer/testing/sample-status.ts';
import { launchChromium } from '@pingjia/test-stand/chromium';
import { buildPage, type PageBuild } from './page-build.ts';
import { startShell, type Shell } from './shell.ts';

const minutes = 60_000;
let built: PageBuild;
let browser: Browser;
let shell: Shell;
let page: Page;

beforeAll(async () => {
  built = await buildPage('production');
  browser = await launchChromium();
}, 2 * minutes);

afterAll(async () => {
  await browser.close();
  await built.remove();
});

beforeEach(async () => {
  shell = await startShell(built.folder, 'one-time');
  page = await browser.newPage();
});

afterEach(async () => {
  await page.context().close();
  await shell.close();
});

test('the token is exchanged once, leaves the address bar, and the cookie serves reloads', {
  timeout: minutes,
}, async () => {
  await page.goto(`${shell.address}?token=one-time`);
  await page.getByTestId('attract').waitFor();
  expect(page.url()).toBe(shell.address);
  await page.reload();
  await page.getByTestId('attract').waitFor();
  expect(shell.exchanged).toEqual(['one-time']);
});

test('a link used before still works where its cookie is', { timeout: minutes }, async () => {
  await page.goto(`${shell.address}?token=one-time`);
  await page.getByTestId('attract').waitFor();
  await page.goto(`${shell.address}?token=one-time`);
  await page.getByTestId('attract').waitFor();
});

test.each(['', '?token=guessed', `?token=${'x'.repeat(5_000)}`])(
  'without the right token (%#) the screen says what to do, once',
  { timeout: minutes },
  async (query) => {
    await page.goto(`${shell.address}${query}`);
    await page.getByTestId('refused').waitFor();
    await page.getByText('请打开主机最新给出的链接').waitFor();
    expect(shell.host.connections).toBe(0);
  },
);

test('a connection that breaks is mended without a touch', { timeout: minutes }, async () => {
  await page.goto(`${shell.address}?token=one-time`);
  await page.getByTestId('attract').waitFor();
  shell.host.drop();
  await expect.poll(() => shell.host.connections, { timeout: 10_000 }).toBe(2);
  shell.host.session.arm('staff');
  await page.getByTestId('grade-very_satisfied').click();
  await page.getByTestId('thanks').waitFor();
});

test('inside Electron the preload’s port carries the bridge; another one is asked for when it closes or is replaced', {
  timeout: minutes,
}, async () => {
  const greeting = [
    { type: 'welcome', version: 1 },
    { type: 'configuration', configuration: sampleConfiguration },
    { type: 'status', status: sampleStatus },
    { type: 'view', revision: 1, staffId: null, view: { state: 'idle' } },
  ].map((message) => JSON.stringify(message));
  await page.addInitScript((texts) => {
    const taken: MessagePort[] = [];
    const offer = () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (String(data).includes('"hello"')) for (const text of texts) port1.postMessage(text);
      };
      window.postMessage({ type: 'pingjia-bridge' }, '*', [port2]);
    };
    Object.assign(window, { pingjiaShell: 'electron', taken, offer });
    window.addEventListener('message', ({ data, ports }: MessageEvent<{ readonly type?: unknown } | null>) => {
      taken.push(...ports);
      if (data?.type === 'pingjia-bridge-request') offer();
    });
  }, greeting);
  await page.goto(shell.address);
  await page.getByTestId('attract').waitFor();
  const ports = () => page.evaluate<number>('taken.length');
  expect(await ports()).toBe(1);
  // Only Electron sends this event of its own accord.
  await page.evaluate("taken[0].dispatchEvent(new Event('close'))");
  await expect.poll(ports, { timeout: 10_000 }).toBe(2);
  await page.evaluate('offer()');
  await expect.poll(ports, { timeout: 10_000 }).toBe(4);
  await page.getByTestId('attract').waitFor();
  expect(shell.host.connections).toBe(0);
});
