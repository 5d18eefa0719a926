import { grades } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { defaultKeyMap, gradeOfKey, parseKeyMap } from './key-map.ts';

describe('key map', () => {
  it('DV41: 5 is the best and 1 the worst unless configured', () => {
    expect([5, 4, 3, 2, 1].map((key) => gradeOfKey(defaultKeyMap, key))).toEqual([...grades]);
  });

  it.each([0, 6, 9, 255, -1, 1.5, Number.NaN])('DV41: key %d, which nobody mapped, is no grade', (key) => {
    expect(gradeOfKey(defaultKeyMap, key)).toBeNull();
  });

  it('DV41: a map from configuration is taken as it is', () => {
    const map = { 0: 'satisfied', 4: 'very_satisfied' };
    expect(parseKeyMap(map)).toEqual({ ok: true, value: map });
  });

  it.each([
    [null],
    ['5'],
    [[]],
    [{ 5: 'five stars' }],
    [{ 5: 5 }],
    [{ a: 'satisfied' }],
    [{ 256: 'satisfied' }],
    [{ '05': 'satisfied' }],
    [{ 1: 'satisfied', 2: 'satisfied' }],
  ])('DV41: %j is refused with a sentence', (input) => {
    const parsed = parseKeyMap(input);
    expect(parsed.ok).toBe(false);
    expect(parsed).toHaveProperty('error', expect.stringMatching(/\w{3}/));
  });
});
