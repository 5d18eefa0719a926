import { launchChromium } from '@pingjia/test-stand/chromium';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { SampleEvaluations } from '../stand-in/sample-evaluations.ts';
import { StandIn } from '../stand-in/stand-in.ts';
import { type BuiltConsole, buildConsole } from './built-console.ts';

/** How long a page may take to show what a test waits for, milliseconds; only a failing test waits so long. */
const patience = 15_000;

export interface Scene {
  readonly page: Page;
  readonly server: StandIn;
  readonly samples: SampleEvaluations;
  /** What went wrong in the page unnoticed: uncaught errors and blocked content. */
  readonly complaints: readonly string[];
}

export interface ConsoleFixture {
  /** Runs `act` on a fresh server and a fresh page, and fails on anything the page complained of. */
  run(act: (scene: Scene) => Promise<void>, options?: BrowserContextOptions): Promise<void>;
  close(): Promise<void>;
}

/** The built console in a real browser against the stand-in; built and launched once, everything else anew each time. */
export async function startConsole(): Promise<ConsoleFixture> {
  const built: BuiltConsole = await buildConsole();
  const browser: Browser = await launchChromium();
  return {
    async run(act, options) {
      const server = await StandIn.start({ dist: built.dist });
      const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 800 }, ...options });
      const complaints: string[] = [];
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(patience);
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.exposeFunction('complain', (text: string) => complaints.push(text));
        await page.addInitScript(reportBlocked);
        await act({ page, server, samples: new SampleEvaluations(1), complaints });
        if (complaints.length > 0) throw new Error(complaints.join('\n'));
      } finally {
        await context.close();
        await server.close();
      }
    },
    async close() {
      await browser.close();
      await built.remove();
    },
  };
}

const reportBlocked = `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  complain('blocked by ' + violatedDirective + ': ' + blockedURI))`;

/** Opens `path`, signs in and waits for the shell. */
export async function signIn(page: Page, server: StandIn, path = '/'): Promise<void> {
  await page.goto(server.url + path);
  await fillSignIn(page, 'clerk');
}

/** Signs `username` in on the sign-in page and waits for the shell. */
export async function fillSignIn(page: Page, username: string): Promise<void> {
  await page.getByTestId('sign-in-username').fill(username);
  await page.getByTestId('sign-in-password').fill('correct');
  await page.getByTestId('sign-in-submit').click();
  await page.getByTestId('account-menu').waitFor();
}
