// npm run test:hardware: the product's own drivers meet real USB devices in a guest machine.
import { answerHelp, refuseArguments } from '@pingjia/shared';
import { provideDebianPackages } from '@pingjia/tools/debian-packages';
import { vitest } from '@pingjia/tools/stages';
import { Tally } from '@pingjia/tools/tally';
import { cacheFolder } from './cache-folder.ts';
import { provideGuestImage } from './image/build-guest-image.ts';
import { guestNeeds } from './image/needs.ts';

function fail(problem: string): never {
  console.error(problem);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const usage = 'Usage: npm run test:hardware    (takes no options; docs/hardware-tests.md says what it needs)';
answerHelp(usage, process);
refuseArguments(usage, process);
const problem = provideDebianPackages(guestNeeds);
if (problem !== null) fail(problem);
try {
  await provideGuestImage(cacheFolder(process.env), process.execPath);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

const tally = new Tally();
tally.add(await vitest('hardware', process.execPath, ['--config', 'hardware/vitest.config.ts']));
console.log('');
for (const line of tally.lines()) console.log(line);
process.exitCode = tally.isGreen ? 0 : 1;
