// npm run fuzz: drivers against reference parsers on any number of bytes. The last line is `N passed, N failed`.
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { answerHelp } from '@pingjia/shared';
import { fuzzTargets } from './fuzz-targets.ts';
import { runFuzz } from './run-fuzz.ts';

/** Growth of the heap over a run that is no accident any more, bytes. */
const maxGrowth = 16 * 1024 * 1024;

const targets = fuzzTargets();
const names = targets.map(({ family }) => family.profile);
const usage = `Usage: npm run fuzz -- [--bytes 1e6] [--seed 1] [--family <${names.join('|')}>]...`;

answerHelp(usage, process);

function fail(why: string): never {
  process.stderr.write(`${why}\n${usage}\n`);
  process.exit(2);
}

const { values } = (() => {
  try {
    return parseArgs({
      options: {
        bytes: { type: 'string', default: '1e6' },
        seed: { type: 'string', default: '1' },
        family: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    return fail((error as Error).message);
  }
})();
const bytes = Number(values.bytes);
const seed = Number(values.seed);
if (!(bytes >= 1 && bytes <= 1e12)) fail(`--bytes ${values.bytes} is no number from 1 to 1e12.`);
if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
  fail(`--seed ${values.seed} is no whole number from 0 to 4294967295.`);
const unknown = values.family?.find((name) => !names.includes(name));
if (unknown !== undefined) fail(`There is no family "${unknown}" to fuzz.`);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);

let passed = 0;
let failed = 0;
for (const target of targets) {
  const name = target.family.profile;
  if (values.family?.includes(name) === false) continue;
  let settled: number | undefined;
  const begun = performance.now();
  const report = runFuzz({
    target,
    bytes,
    seed,
    progress(done) {
      if (done >= bytes / 10) settled ??= heap();
    },
  });
  const seconds = (performance.now() - begun) / 1_000;
  const growth = settled === undefined ? 0 : heap() - settled;
  const grew = growth > maxGrowth;
  passed += report.blocks - report.failed;
  failed += report.failed + (grew ? 1 : 0);
  say(
    `${name}: ${report.bytes} bytes, ${report.presses} presses, ${report.throws} throws, ${report.phantoms} blocks unlike the ` +
      `reference, ${report.deaf} not heard after noise, heap ${growth < 0 ? '' : '+'}${Math.round(growth / 1_024)} KiB, ` +
      `${(report.bytes / seconds / 1e6).toFixed(1)} MB/s`,
  );
  if (grew) say(`  its memory grew by more than ${maxGrowth / 1_048_576} MiB`);
  if (report.firstFailure !== null) {
    say(`  first failure, by itself: npm run fuzz -- --bytes 1 --seed ${report.firstFailure} --family ${name}`);
  }
}
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
