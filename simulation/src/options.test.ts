import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('without a word: a thousand histories from seed 1', () => {
  expect(readOptions([])).toMatchObject({ histories: 1_000, seed: 1, workers: 1, bug: 'none', only: null });
});

test('one history, some of its steps', () => {
  expect(readOptions(['--trace', '--seed', '7', '--only', '3,5'])).toMatchObject({
    seed: 7,
    only: [3, 5],
    trace: true,
  });
});

test.each([
  ['--histories', 'many'],
  ['--histories', '0'],
  ['--seed', '-1'],
  ['--only', '1,,2'],
  ['--bug', 'unknown'],
  ['--fast'],
  ['word'],
])('%s %s makes no sense', (...args) => {
  expect(readOptions(args.filter((arg) => arg !== undefined))).toBeNull();
});
