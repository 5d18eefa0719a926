import { describe, expect, test } from 'vitest';
import { judge } from './finding.ts';

const press = { name: 'press', unit: 'ms' };

describe('judge', () => {
  test('every part of a goal must hold', () => {
    const goal = { mostOfFloor: 1.5, most: 20 };
    expect(judge({ ...press, value: 15, floor: 10, goal })).toEqual({
      ...press,
      value: 15,
      floor: 10,
      ratio: 1.5,
      goal: '≤ 1.5 × floor, ≤ 20 ms',
      pass: true,
    });
    expect(judge({ ...press, value: 16, floor: 10, goal }).pass).toBe(false);
    expect(judge({ ...press, value: 21, floor: 20, goal }).pass).toBe(false);
  });

  test('a rate must reach its share of the floor; the ratio of paired rounds counts where it is given', () => {
    const rate = { name: 'rate', unit: 'records/s', value: 50, floor: 100, goal: { leastOfFloor: 0.6 } };
    expect(judge(rate)).toMatchObject({ ratio: 0.5, pass: false, goal: '≥ 0.6 × floor' });
    expect(judge({ ...rate, ratio: 0.61 })).toMatchObject({ ratio: 0.61, pass: true });
  });

  test('without a goal there is nothing to miss', () => {
    expect(judge({ ...press, value: 1 })).toMatchObject({ floor: null, ratio: null, goal: null, pass: null });
  });

  test('a goal against a floor that is missing is a bug', () => {
    expect(() => judge({ ...press, value: 1, goal: { mostOfFloor: 2 } })).toThrow('floor');
  });
});
