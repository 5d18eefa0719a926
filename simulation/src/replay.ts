import { chooseSignatures } from './batch/run-seeds.ts';
import type { Bug } from './history/bug.ts';
import type { History } from './history/history.ts';
import { makeHistory } from './history/make-history.ts';
import { type Outcome, runHistory } from './history/run-history.ts';
import { keepSteps, shrink } from './history/shrink.ts';
import { makeWiderHistory } from './history/wider-history.ts';

/** Lives through one history again, or through these of its steps. */
export function replay(
  seed: number,
  only: readonly number[] | null,
  bug: Bug = 'none',
  make: (seed: number) => History = makeHistory,
): Promise<Outcome> {
  chooseSignatures(seed);
  const history = make(seed);
  return runHistory(only === null ? history : keepSteps(history, only), bug);
}

/** The fewest steps of a failing history that still break a promise. */
export function shrinkSeed(seed: number, bug: Bug = 'none'): Promise<readonly number[]> {
  chooseSignatures(seed);
  return shrink(makeWiderHistory(seed), async (shorter) => (await runHistory(shorter, bug)).failure !== null);
}
