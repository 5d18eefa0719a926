import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '@pingjia/test-stand/chromium';
import { buildPage } from './page-build.ts';
import { servePage } from './page-server.ts';
import { type Pad, withPad } from './with-pad.ts';

/** The time a test of the screen may take, and twice of it to build and launch, milliseconds. */
export const minutes = 60_000;

export interface Stage {
  readonly browser: Browser;
  readonly address: string;
  /** Runs on a fresh page; `query` follows the page's address. */
  withPad(run: (pad: Pad) => Promise<void>, query?: string): Promise<void>;
}

/** The testing page, built and served, and a browser, for all tests of a file. */
export function useStage(): Stage {
  let parts: { readonly browser: Browser; readonly address: string; readonly takeDown: () => Promise<void> } | null =
    null;
  const standing = () => {
    if (parts === null) throw new Error('the stage stands only while tests run');
    return parts;
  };
  beforeAll(async () => {
    const built = await buildPage('testing');
    const server = await servePage(built.folder);
    const browser = await launchChromium();
    const takeDown = async () => {
      await browser.close();
      await server.close();
      await built.remove();
    };
    parts = { browser, address: server.address, takeDown };
  }, 2 * minutes);
  afterAll(() => parts?.takeDown());
  return {
    get browser() {
      return standing().browser;
    },
    get address() {
      return standing().address;
    },
    withPad(run, query = '') {
      const { browser, address } = standing();
      return withPad(browser, { address: `${address}${query}` }, run);
    },
  };
}
