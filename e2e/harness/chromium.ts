import { accessSync, constants } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const launchOptions = () => ({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-background-networking'],
});

/** The installed browser. Throws where there is none: the test command installs it. */
export function chromiumPath(): string {
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

/** A browser for one test. */
export async function withBrowser(run: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await chromium.launch(launchOptions());
  try {
    await run(browser);
  } finally {
    await browser.close();
  }
}

/** A browser on a profile folder that outlives it. */
export async function withProfile(folder: string, run: (context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await chromium.launchPersistentContext(folder, {
    ...launchOptions(),
    viewport: { width: 1280, height: 800 },
  });
  try {
    await run(context);
  } finally {
    await context.close();
  }
}
