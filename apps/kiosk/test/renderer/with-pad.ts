import type { HostStatus, MirrorRecord } from '@pingjia/shared';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ScreenModel } from '../../src/renderer/session/screen-model.ts';
import type { ScriptedHost } from '../../src/renderer/testing/scripted-host.ts';

/** What the testing page hangs on its window. */
export interface Scripted {
  readonly host: ScriptedHost;
  readonly model: ScreenModel;
  readonly mirror: Promise<{
    latestEvaluations(limit: number): Promise<readonly MirrorRecord[]>;
    recordsBetween(epoch: string, from: number, to: number): Promise<readonly MirrorRecord[]>;
  }>;
  readonly mirrorState: () => { readonly phase: string; readonly records: number; readonly rebuilt: string };
}

export type Status = HostStatus;

declare global {
  interface Window {
    readonly scripted: Scripted;
  }
}

export interface Pad {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page and its console, policy violations included. */
  readonly complaints: readonly string[];
}

export interface PadOptions {
  readonly address: string;
  readonly width?: number;
  readonly height?: number;
}

/** Opens the page, runs, and closes it; a page that complained fails. */
export async function withPad(browser: Browser, options: PadOptions, run: (pad: Pad) => Promise<void>): Promise<void> {
  const { address, width = 1280, height = 800 } = options;
  const context = await browser.newContext({ viewport: { width, height } });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(address);
    await run({ page, context, complaints });
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  } finally {
    await context.close();
  }
}
