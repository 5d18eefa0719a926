// A pad's host alone in its process: presses as often as it is told to, and prints what it uses, one JSON line a sample.
import { setTimeout as sleep } from 'node:timers/promises';
import { grades } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { Pad } from '../stage/pad.ts';

const [folder = '', url = '', code = '', presses = '', samples = ''] = process.argv.slice(2);
const random = new SeededRandom(8);
const pad = await Pad.enrolled(folder, url, code, random);
const every = Math.ceil(Number(presses) / Number(samples));
/** Unsent records at which the presses wait for the server; people press far more slowly than it takes them. */
const ahead = 20_000;

for (let done = 0; done < Number(presses); ) {
  for (let n = 0; n < every; n += 1) await pad.press(grades[random.below(grades.length)]);
  done += every;
  await pad.until(({ sync }) => sync.unsent < ahead);
  // Twice: what the first finalizes, the second frees.
  for (let n = 0; n < 2; n += 1) {
    await sleep(0);
    globalThis.gc?.();
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ presses: done, held: heapUsed + arrayBuffers, rss })}\n`);
}
await pad.until(({ sync }) => sync.unsent === 0);
process.stdout.write('done\n');
await pad.stop();
