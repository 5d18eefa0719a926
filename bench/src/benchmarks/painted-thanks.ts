import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { RawAppend } from '../floors/raw-append.ts';
import { Screen } from '../stage/screen.ts';
import type { Stage } from '../stage/stage.ts';
import { quantile } from '../statistics.ts';

const presses: Sizes = { rehearsal: 5, short: 200, long: 1_000 };
const warmUp = 20;
/** One frame at 60 Hz, milliseconds. */
const frame = 1_000 / 60;
/** About what a press's record takes, bytes. */
const record = new Uint8Array(700);

/**
 * From the click on a grade to the thanks, as Chromium stamps both: painted, and presented to the display. Between them lie
 * WebSocket, host, fdatasync, WebSocket and React. The floor: one append with fdatasync in the same second, and one frame.
 */
export async function paintedThanks({ server, folder, extent }: Stage): Promise<readonly Finding[]> {
  const raw = await RawAppend.create(join(folder, 'raw'));
  const screen = await Screen.open(join(folder, 'pad'), server, watchPaints);
  const samples = { painted: [] as number[], presented: [] as number[], floor: [] as number[] };
  try {
    for (let press = 0; press < warmUp + presses[extent]; press += 1) {
      await screen.arm();
      const { painted, presented } = await pressAndSee(screen.page);
      const floor = (await raw.time(record)) + frame;
      if (press < warmUp) continue;
      samples.painted.push(painted);
      samples.presented.push(presented);
      samples.floor.push(floor);
    }
  } finally {
    await screen.close();
    await raw.close();
  }
  const line = (list: readonly number[], share: number) => ({
    value: quantile(list, share),
    unit: 'ms',
    floor: quantile(samples.floor, share),
  });
  return [
    judge({ name: 'press → painted thanks, p50', ...line(samples.painted, 0.5), goal: { most: 25 } }),
    judge({ name: 'press → painted thanks, p99', ...line(samples.painted, 0.99), goal: { most: 50 } }),
    judge({ name: 'press → presented thanks, p50', ...line(samples.presented, 0.5) }),
    judge({ name: 'press → presented thanks, p99', ...line(samples.presented, 0.99) }),
  ];
}

/** Sets up the page's part before it loads anything. */
async function watchPaints(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let clicked = 0;
    let seen: (thanks: Thanks) => void = () => {};
    const nextThanks = () => new Promise<Thanks>((resolve) => (seen = resolve));
    Object.assign(globalThis, { nextThanks });
    addEventListener('click', ({ timeStamp }) => (clicked = timeStamp), { capture: true });
    // Chromium reports the first paint of an element that carries this attribute by then.
    new MutationObserver(() => {
      const title = document.querySelector('[data-testid=thanks] h1:not([elementtiming])');
      title?.setAttribute('elementtiming', 'thanks');
    }).observe(document, { childList: true, subtree: true });
    new PerformanceObserver((list) => {
      for (const { paintTime, presentationTime } of list.getEntries() as ElementTiming[]) {
        seen({ painted: paintTime - clicked, presented: presentationTime - clicked });
      }
    }).observe({ type: 'element', buffered: false });
  });
}

/** Milliseconds after the click. */
interface Thanks {
  readonly painted: number;
  readonly presented: number;
}

/** Not in TypeScript's DOM: https://www.w3.org/TR/paint-timing/#the-paint-timing-mixin */
interface ElementTiming extends PerformanceEntry {
  readonly paintTime: number;
  readonly presentationTime: number;
}

declare function nextThanks(): Promise<Thanks>;

async function pressAndSee(page: Page): Promise<Thanks> {
  const box = await page.getByTestId('grade-very_satisfied').boundingBox();
  if (box === null) throw new Error('the grade is not on the screen');
  const shown = page.evaluate(() => nextThanks());
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  return shown;
}
