// npm run crash -- --kills N --seed S: kills the real host on real files, again and again.
// npm run crash -- --simulated: lets the power go during every system call of every path, or kills the program there and
// lets the power go after its next start, on a simulated disk.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashEverywhere } from '@pingjia/kiosk/host/testing/crash-points';
import { crashScripts } from '@pingjia/kiosk/host/testing/crash-scripts';
import { killEverywhere } from '@pingjia/kiosk/host/testing/kill-points';
import { SeededRandom } from '@pingjia/shared/testing';
import { endWith, readCommandLine } from '../harness/command-line.ts';
import { KilledHost } from './killed-host.ts';

const usage = 'Usage: npm run crash -- --kills <number> | --simulated [--seed <number>]';
const numbers = { kills: { otherwise: 0 }, seed: { otherwise: 1 } };
const { kills, seed, simulated } = readCommandLine(usage, numbers, ['simulated']);
if (!simulated && kills === 0) endWith('Say how many kills.', usage);

/** Lives on one folder: the journal that is read after each stays short. */
const lives = 25;
let passed = 0;
let failed = 0;

if (simulated) {
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
