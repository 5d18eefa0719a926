import { expect, test } from 'vitest';
import { readPowerCutOptions } from './options.ts';

test('reads cuts, seed and self-test, with defaults', () => {
  expect(readPowerCutOptions([])).toEqual({ ok: true, value: { cuts: 100, seed: 1, selfTest: false } });
  expect(readPowerCutOptions(['--cuts', '7', '--seed', '0', '--self-test'])).toEqual({
    ok: true,
    value: { cuts: 7, seed: 0, selfTest: true },
  });
});

test.each([['--cuts', '0'], ['--cuts', 'many'], ['--seed', '-1'], ['--seed', '1e3'], ['--nonsense'], ['stray']])(
  'answers %s %s with the usage',
  (...args) => {
    const read = readPowerCutOptions(args);
    expect(read.ok ? '' : read.error).toContain('npm run test:powercut');
  },
);
