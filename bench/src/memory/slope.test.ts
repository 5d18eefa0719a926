import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slope } from './slope.ts';

describe('slope', () => {
  test('is that of the line on which all points lie', () => {
    const numbers = fc.double({ min: -1_000, max: 1_000, noNaN: true });
    const places = fc.uniqueArray(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2 });
    fc.assert(
      fc.property(places, numbers, numbers, (xs, grows, base) => {
        expect(slope(xs.map((x) => ({ x, y: base + grows * x })))).toBeCloseTo(grows, 6);
      }),
    );
  });

  test('noise on both sides cancels out', () => {
    const points = [0, 1, 2, 3].map((x) => ({ x, y: 5 + (x === 0 || x === 3 ? 1 : -1) }));
    expect(slope(points)).toBe(0);
  });

  test('of one place is a bug', () => {
    expect(() => slope([{ x: 1, y: 1 }])).toThrow(RangeError);
    expect(() =>
      slope([
        { x: 1, y: 1 },
        { x: 1, y: 2 },
      ]),
    ).toThrow(RangeError);
  });
});
