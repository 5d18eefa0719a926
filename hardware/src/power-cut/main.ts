// npm run test:powercut: the real host writes in a guest whose power goes at random moments; nothing acknowledged may be lost.
import { provideDebianPackages } from '@pingjia/tools/debian-packages';
import { answerHelp } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { cacheFolder } from '../cache-folder.ts';
import { provideGuestImage } from '../image/build-guest-image.ts';
import { guestNeeds } from '../image/needs.ts';
import { cutPower } from './cut-power.ts';
import { readPowerCutOptions, usage } from './options.ts';

function fail(problem: string, code: number): never {
  console.error(problem);
  console.log('0 passed, 1 failed');
  process.exit(code);
}

answerHelp(usage, process);
const options = readPowerCutOptions(process.argv.slice(2));
if (!options.ok) fail(options.error, 2);
const { cuts, seed, selfTest } = options.value;
const problem = provideDebianPackages(guestNeeds);
if (problem !== null) fail(problem, 1);

// The guest goes with this program, however it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

const begun = performance.now();
try {
  const image = await provideGuestImage(cacheFolder(process.env), process.execPath);
  const random = new SeededRandom(seed);
  const report = (line: string) => console.log(line);
  const tally = await cutPower({ image, cuts, random, forgetful: selfTest, report });
  const seconds = Math.round((performance.now() - begun) / 1_000);
  console.log(
    `\n${cuts} cuts in ${seconds} s, ${tally.during} of them during a start; ${tally.acknowledged} presses acknowledged; ` +
      `of the unflushed sectors ${tally.sectorsLost} were lost and ${tally.sectorsKept} kept. Seed ${seed}.`,
  );
  const found = tally.broken.length;
  if (selfTest) console.log(`Self-test: without fdatasync ${found} cuts were found to lose what was acknowledged.`);
  const { passed, failed } = selfTest
    ? { passed: Math.min(found, 1), failed: found === 0 ? 1 : 0 }
    : { passed: tally.good, failed: found };
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), 1);
}
