import { describe, expect, test } from 'vitest';
import { runSeeds } from '../src/batch/run-seeds.ts';
import { everydayBugs, themeBugs } from '../src/history/bug.ts';
import { makeWiderHistory } from '../src/history/wider-history.ts';
import { replay } from '../src/replay.ts';

/** Milliseconds: a few seconds on a quiet machine, and no failure on one that is not. */
const patience = 600_000;

describe('a short run of the simulation', () => {
  test('100 histories break no promise', { timeout: patience }, async () => {
    const { failures, acknowledged } = await runSeeds({ from: 1, count: 100, bug: 'none' });
    expect(failures).toEqual([]);
    expect(acknowledged).toBeGreaterThan(300);
  });

  test.each([2, 9, 20, 31])('seed %i lives through the same history to the byte whenever it runs', async (seed) => {
    const [first, second] = [await replay(seed, null), await replay(seed, null)];
    expect([first.failure, second.failure]).toEqual([null, null]);
    expect(second.log).toEqual(first.log);
    expect(second.digest).toBe(first.digest);
  });
});

describe('the simulation can fail', () => {
  test.each(everydayBugs)('the deliberate bug %s is found within 150 histories', { timeout: patience }, async (bug) => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const { failure } = await replay(seed, null, bug);
      if (failure !== null) return;
    }
    expect.fail('not found');
  });

  const found = Object.entries(themeBugs) as [keyof typeof themeBugs, (typeof themeBugs)[keyof typeof themeBugs]][];

  test.each(found)('%s is found within 100 histories of %s', { timeout: patience }, async (bug, theme) => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const { failure } = await replay(seed, null, bug, () => makeWiderHistory(seed, theme));
      if (failure !== null) return;
    }
    expect.fail('not found');
  });
});
