import { describe, expect, test } from 'vitest';
import { readOptions, usage } from './options.ts';

const press = { name: 'press', long: false };
const drain = { name: 'drain', long: true };
const storm = { name: 'storm', long: true };
const all = [press, drain, storm];

describe('readOptions', () => {
  test('without any, everything is measured, briefly', () => {
    const { command, ...options } = readOptions([], all);
    expect(options).toEqual({ chosen: all, extent: 'short', write: false, out: '.pingjia' });
    expect(command('drain')).toBe('npm run bench');
  });

  test('a long run leaves out what has no long sizes', () => {
    expect(readOptions(['--long'], all)).toMatchObject({ chosen: [drain, storm], extent: 'long' });
    expect(() => readOptions(['--long', '--only', 'press'], all)).toThrow('None of these has a long run.');
  });

  test('parts keep the order of the table; the command says how to repeat it', () => {
    const { chosen, command } = readOptions(['--long', '--write', '--only', 'storm', '--only', 'drain'], all);
    expect(chosen).toEqual([drain, storm]);
    expect(command('drain')).toBe('npm run bench:long -- --only drain');
  });

  test('what cannot be meant is refused', () => {
    expect(() => readOptions(['--only', 'dra'], all)).toThrow('There is no benchmark "dra".');
    expect(() => readOptions(['--rehearsal', '--write'], all)).toThrow('neither long nor written');
    expect(() => readOptions(['--rehearsal', '--long'], all)).toThrow('neither long nor written');
    expect(() => readOptions(['--fast'], all)).toThrow('--fast');
    expect(() => readOptions(['drain'], all)).toThrow('drain');
    expect(() => readOptions(['--out'], all)).toThrow('--out');
  });

  test('the usage names every benchmark', () => {
    expect(usage(all)).toContain('press, drain, storm');
  });
});
