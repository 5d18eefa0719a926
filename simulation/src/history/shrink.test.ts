import { expect, test } from 'vitest';
import type { History } from './history.ts';
import { keepSteps, shrink } from './shrink.ts';

const history: History = {
  seed: 1,
  stations: 1,
  steps: Array.from({ length: 20 }, (_, key) => ({ wait: 10, station: 0, act: 'press' as const, key })),
};

const keysOf = ({ steps }: History) => steps.map((step) => (step.act === 'press' ? step.key : -1));

test('a history is shrunk to the steps without which it does not fail', async () => {
  const needed = [3, 7, 19];
  const kept = await shrink(history, async (shorter) => needed.every((key) => keysOf(shorter).includes(key)));
  expect(kept).toEqual(needed);
});

test('what is kept happens when it did before', () => {
  const { steps } = keepSteps(history, [3, 7]);
  expect(steps.map(({ wait }) => wait)).toEqual([40, 40]);
});
