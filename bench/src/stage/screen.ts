import { kioskViewport, launchChromium } from '@pingjia/test-stand/chromium';
import type { Browser, Page } from 'playwright-core';
import { Kiosk } from './kiosk.ts';
import type { Server } from './server.ts';

/** One window's host as a process of its own, and its screen in a real Chromium. */
export class Screen {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #kiosk: Kiosk;

  private constructor(kiosk: Kiosk, browser: Browser, page: Page) {
    this.#kiosk = kiosk;
    this.#browser = browser;
    this.page = page;
  }

  /** A new pad in `folder` that has sent what it has; `prepare` sees the page before it loads anything. */
  static async open(folder: string, server: Server, prepare: (page: Page) => Promise<void>): Promise<Screen> {
    const kiosk = await Kiosk.start(folder, server);
    await kiosk.drained();
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: kioskViewport });
    await prepare(page);
    await page.goto(kiosk.link);
    await page.getByTestId('attract').waitFor();
    return new Screen(kiosk, browser, page);
  }

  arm(): Promise<void> {
    return this.#kiosk.arm();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#kiosk.stop();
  }
}
