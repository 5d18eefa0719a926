import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { type Program, startProgram } from './program.ts';
import type { Server } from './server.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const readySchema = z.object({ event: z.literal('ready'), link: z.string(), origin: z.string() });

/** One window's host in the browser shell, as a process of its own, and its screen in a real Chromium. */
export class Screen {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #kiosk: Program;
  readonly #sessions: string;
  readonly #token: string;

  private constructor(kiosk: Program, browser: Browser, page: Page, sessions: string, token: string) {
    this.#kiosk = kiosk;
    this.#browser = browser;
    this.#sessions = sessions;
    this.#token = token;
    this.page = page;
  }

  /** A new pad in `folder`; `prepare` sees the page before it loads anything. Throws where no Chromium is installed. */
  static async open(folder: string, server: Server, prepare: (page: Page) => Promise<void>): Promise<Screen> {
    const kiosk = await startProgram({
      path: 'apps/kiosk/src/browser-shell/main.ts',
      args: ['--data-dir', folder, '--port', '0'],
      env: { PINGJIA_SERVER_URL: server.url, PINGJIA_ENROLLMENT_CODE: await server.enrollmentCode() },
      isReady: (line) => readySchema.safeParse(JSON.parse(line)).success,
    });
    const { link, origin } = readySchema.parse(JSON.parse(kiosk.line));
    const token = (await readFile(join(folder, 'local-api.token'), 'utf8')).trim();
    const args = ['--no-sandbox', '--disable-background-networking'];
    const browser = await chromium.launch({ executablePath: chromiumPath(), args });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await prepare(page);
    await page.goto(link);
    await page.getByTestId('attract').waitFor();
    return new Screen(kiosk, browser, page, `${origin}/local/v1/sessions`, token);
  }

  /** Awaits one rating, as the staff's PC asks for it; whatever was open is closed. */
  async arm(): Promise<void> {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    const response = await fetch(this.#sessions, { method: 'POST', headers, body: JSON.stringify({ by: 'staff' }) });
    if (!response.ok) throw new Error(`arming was refused: ${await response.text()}`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#kiosk.stop();
  }
}

function chromiumPath(): string {
  const path = places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (path === undefined) throw new Error('No Chromium is installed (apt-get install chromium).');
  return path;
}
