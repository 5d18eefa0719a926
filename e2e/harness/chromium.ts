import { chromiumOptions, kioskViewport, launchChromium } from '@pingjia/test-stand/chromium';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** A browser for one test. */
export async function withBrowser(run: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await launchChromium();
  try {
    await run(browser);
  } finally {
    await browser.close();
  }
}

/** A browser on a profile folder that outlives it. */
export async function withProfile(folder: string, run: (context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await chromium.launchPersistentContext(folder, { ...chromiumOptions(), viewport: kioskViewport });
  try {
    await run(context);
  } finally {
    await context.close();
  }
}
