// npm run tamper -- --mutations N --seed S: falsifies a journal at or below its last receipt, and looks whether it is found.
import { parseArgs } from 'node:util';
import { tamper } from '@pingjia/kiosk/host/testing/tamper';

const usage = 'Usage: npm run tamper -- [--mutations <number>] [--seed <number>]';
const { values } = (() => {
  try {
    return parseArgs({ options: { mutations: { type: 'string' }, seed: { type: 'string' } } });
  } catch (error) {
    return fail((error as Error).message);
  }
})();
const [mutations, seed] = [Number(values.mutations ?? 10_000), Number(values.seed ?? 1)];
if (!Number.isSafeInteger(mutations) || mutations < 1 || !Number.isSafeInteger(seed)) fail('Give whole numbers.');

/** Mutations of one journal; the next ones are made to another. */
const perJournal = 2_000;
let missed = 0;
for (let done = 0; done < mutations; done += perJournal) {
  const count = Math.min(perJournal, mutations - done);
  for (const { mutation, seed: at, what } of await tamper(count, seed + done)) {
    missed += 1;
    console.log(`✗ ${mutation}, seed ${at} of the journal with seed ${seed + done}: ${what}`);
  }
  console.log(`${done + count} of ${mutations}`);
}
console.log(`${mutations - missed} passed, ${missed} failed`);
process.exitCode = missed === 0 ? 0 : 1;

function fail(why: string): never {
  console.error(`${why}\n${usage}`);
  process.exit(2);
}
