import type { History } from './history.ts';

/**
 * Takes steps out as long as the history still fails: halves first, then single ones, until none can be spared. Answers
 * which of the original steps are left.
 */
export async function shrink(
  history: History,
  fails: (shorter: History) => Promise<boolean>,
): Promise<readonly number[]> {
  let kept: readonly number[] = history.steps.map((_, index) => index);
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length; ) {
      const without = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (await fails(keepSteps(history, without))) kept = without;
      else from += size;
    }
  }
  return kept;
}

/** The history with these of its steps; what a step left out had to wait, the next one waits. */
export function keepSteps(history: History, kept: readonly number[]): History {
  const wanted = new Set(kept);
  let owed = 0;
  const steps = history.steps.flatMap((step, index) => {
    owed += step.wait;
    if (!wanted.has(index)) return [];
    const wait = owed;
    owed = 0;
    return [{ ...step, wait }];
  });
  return { ...history, steps };
}
