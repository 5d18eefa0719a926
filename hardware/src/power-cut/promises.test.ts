import { describe, expect, test } from 'vitest';
import { Promises } from './promises.ts';

const sound = { epochs: 1, records: 9, broken: null };

function promised(...counts: readonly number[]): Promises {
  const promises = new Promises();
  for (const count of counts) promises.note('pad', count);
  return promises;
}

describe('what was acknowledged, held against what was found', () => {
  test('holds when each is there once, and unacknowledged ones may be', () => {
    expect(promised(0, 1).broken({ ...sound, presses: new Map([['pad', [0, 1, 2]]]) })).toEqual([]);
  });

  test('is broken by a lost press and by a press that stands there twice', () => {
    expect(promised(0, 1).broken({ ...sound, presses: new Map([['pad', [1, 1]]]) })).toEqual([
      '1 acknowledged presses of pad are lost, first 0',
      '1 presses of pad stand there twice',
    ]);
    expect(promised(3).broken({ ...sound, presses: new Map() })).toHaveLength(1);
  });

  test('is broken by a broken chain and by an epoch that nobody needed', () => {
    const found = { epochs: 2, records: 1, broken: 'seq 3 follows 1', presses: new Map() };
    expect(promised().broken(found)).toHaveLength(2);
  });

  test('counts a press once, however often its acknowledgement comes', () => {
    expect(promised(4, 4).acknowledged).toBe(1);
  });
});
