import { type Browser, chromium } from 'playwright-core';

/** The system's Chromium; another one by PINGJIA_CHROMIUM. `fontSize`: the user's text setting in pixels, 16 by default. */
export function launchChromium(fontSize = 16): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.PINGJIA_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', `--blink-settings=defaultFontSize=${fontSize}`],
  });
}
