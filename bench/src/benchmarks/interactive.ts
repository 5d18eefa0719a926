import { join } from 'node:path';
import { SeededRandom } from '@pingjia/shared/testing';
import { kioskViewport, launchChromium } from '@pingjia/test-stand/chromium';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { fillJournal } from '../stage/fill-journal.ts';
import { Kiosk } from '../stage/kiosk.ts';
import type { Stage } from '../stage/stage.ts';
import { median } from '../statistics.ts';

const rounds: Sizes = { rehearsal: 1, short: 7, long: 21 };
/** Records that a start reads back first. */
const history = 2_000;

/**
 * From switching on to a screen that takes a touch: host and Chromium start together, then the page loads, is admitted and
 * drawn. The floor: Chromium with an empty page.
 */
export async function interactive({ server, folder, extent }: Stage): Promise<readonly Finding[]> {
  const pad = join(folder, 'pad');
  await fillJournal(join(pad, 'journal'), server.place, history, new SeededRandom(7));
  const enrolling = await Kiosk.start(pad, server);
  await enrolling.drained();
  await enrolling.stop();
  const took = { screen: [] as number[], blank: [] as number[] };
  for (let round = 0; round <= rounds[extent]; round += 1) {
    const times = { blank: await timeBlank(), screen: await timeScreen(pad) };
    // The first round fills the page cache.
    if (round > 0) for (const kind of ['screen', 'blank'] as const) took[kind].push(times[kind]);
  }
  const measured = { value: median(took.screen), unit: 'ms', floor: median(took.blank) };
  return [judge({ name: 'start → screen takes a touch', ...measured, goal: { most: 1_500 } })];
}

async function timeScreen(pad: string): Promise<number> {
  const begun = performance.now();
  const [kiosk, browser] = await Promise.all([Kiosk.start(pad, null), launchChromium()]);
  const page = await browser.newPage({ viewport: kioskViewport });
  await page.goto(kiosk.link, { waitUntil: 'commit' });
  await page.getByTestId('attract').waitFor();
  const took = performance.now() - begun;
  await browser.close();
  await kiosk.stop();
  return took;
}

async function timeBlank(): Promise<number> {
  const begun = performance.now();
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: kioskViewport });
  await page.goto('about:blank');
  const took = performance.now() - begun;
  await browser.close();
  return took;
}
