// npm run tamper -- --mutations N --seed S: falsifies a journal at or below its last receipt, and looks whether it is found.
import { tamper } from '@pingjia/kiosk/host/testing/tamper';
import { readCommandLine } from '../harness/command-line.ts';

const usage = 'Usage: npm run tamper -- [--mutations <number>] [--seed <number>]';
const { mutations, seed } = readCommandLine(usage, {
  mutations: { otherwise: 10_000, least: 1 },
  seed: { otherwise: 1 },
});

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
