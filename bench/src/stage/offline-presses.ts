import { grades } from '@pingjia/shared';
import type { SeededRandom } from '@pingjia/shared/testing';
import type { Stored } from '../floors/raw-rows.ts';
import type { Pad } from './pad.ts';

/** Presses while the network is away; the records as they lie in the journal. */
export async function pressOffline(pad: Pad, random: SeededRandom, presses: number): Promise<readonly Stored[]> {
  pad.goOffline();
  const { epoch, tip } = pad.host.journal.current;
  for (let n = 0; n < presses; n += 1) await pad.press(grades[random.below(grades.length)]);
  const items = await pad.host.journal.read(epoch, tip.seq + 1, presses, Number.MAX_SAFE_INTEGER);
  return items.map((item) => {
    if (item.kind !== 'record') throw new Error('a record cannot be read');
    return item;
  });
}

/** Milliseconds from the network's return until nothing is unsent. */
export async function drained(pad: Pad): Promise<number> {
  const begun = performance.now();
  pad.goOnline();
  await pad.until(({ sync }) => sync.phase === 'current' && sync.unsent === 0);
  return performance.now() - begun;
}
