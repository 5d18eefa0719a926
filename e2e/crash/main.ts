// npm run crash -- --kills N --seed S: kills the real host on real files, again and again.
// npm run crash -- --simulated: lets the power go during every system call of every path, or kills the program there and
// lets the power go after its next start, on a simulated disk.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crashEverywhere } from '@pingjia/kiosk/host/testing/crash-points';
import { crashScripts } from '@pingjia/kiosk/host/testing/crash-scripts';
import { killEverywhere } from '@pingjia/kiosk/host/testing/kill-points';
import { SeededRandom } from '@pingjia/shared/testing';
import { KilledHost } from './killed-host.ts';

const usage = 'Usage: npm run crash -- --kills <number> | --simulated [--seed <number>]';
const { values } = (() => {
  try {
    return parseArgs({
      options: { kills: { type: 'string' }, simulated: { type: 'boolean' }, seed: { type: 'string', default: '1' } },
    });
  } catch (error) {
    return fail((error as Error).message);
  }
})();
const seed = Number(values.seed);
const kills = Number(values.kills ?? 0);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(kills) || kills < 0) fail('Give whole numbers.');
if (values.simulated !== true && kills === 0) fail('Say how many kills.');

/** Lives on one folder: the journal that is read after each stays short. */
const lives = 25;
let passed = 0;
let failed = 0;

if (values.simulated === true) {
  for (const script of crashScripts) {
    for (const everywhere of [crashEverywhere, killEverywhere]) {
      const { points, failures } = await everywhere(script, seed);
      for (const { call, lost, what } of failures) console.log(`✗ ${script.name}, call ${call}, ${lost} lost: ${what}`);
      console.log(
        `${script.name}: ${points} ${everywhere === killEverywhere ? 'kills and then crashes' : 'crash points'}`,
      );
      failed += failures.length;
      passed += points - failures.length;
    }
  }
}
let presses = 0;
for (let done = 0; done < kills; done += lives) {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-crash-'));
  const host = new KilledHost(folder, new SeededRandom(seed + done));
  for (let life = 0; life < Math.min(lives, kills - done); life += 1) {
    const what = await host.live();
    if (what === null) passed += 1;
    else {
      failed += 1;
      console.log(`✗ kill ${done + life + 1}, folder ${folder}: ${what}`);
    }
  }
  presses += host.confirmed;
  if (failed === 0) await rm(folder, { recursive: true });
  console.log(`${Math.min(done + lives, kills)} of ${kills} kills, ${presses} presses confirmed`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function fail(why: string): never {
  console.error(`${why}\n${usage}`);
  process.exit(2);
}
