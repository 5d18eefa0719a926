import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where systems keep Chromium; PINGJIA_CHROMIUM names another one. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The viewport of a kiosk's screen, in CSS pixels. */
export const kioskViewport = { width: 1280, height: 800 } as const;

/** As every test launches it; further `args` behind. Throws where none is installed. */
export function chromiumOptions(...args: readonly string[]): { executablePath: string; args: string[] } {
  return {
    executablePath: chromiumPath(),
    // Inside a container, as root, Chromium's own sandbox cannot start.
    args: ['--no-sandbox', '--disable-background-networking', ...args],
  };
}

/** A headless Chromium with an empty profile. Throws where none is installed. */
export function launchChromium(...args: readonly string[]): Promise<Browser> {
  return chromium.launch(chromiumOptions(...args));
}

/** The installed browser. Throws where there is none: the test command installs it. */
export function chromiumPath(): string {
  const { PINGJIA_CHROMIUM: named } = process.env;
  const path = named ?? places.find(isProgram);
  if (path === undefined) throw new Error('No Chromium is installed (apt-get install chromium).');
  return path;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
