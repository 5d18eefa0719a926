import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { median, quantile } from './statistics.ts';

describe('quantile', () => {
  test('is a sample by nearest rank, whatever the order', () => {
    const samples = [5, 1, 4, 2, 3];
    expect([0, 0.2, 0.21, 0.5, 0.99, 1].map((share) => quantile(samples, share))).toEqual([1, 1, 2, 3, 5, 5]);
    expect(samples).toEqual([5, 1, 4, 2, 3]);
  });

  test('at least that share of the samples lies at or below it, and less below', () => {
    const samples = fc.array(fc.double({ noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(samples, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const found = quantile(values, share);
        expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share * values.length);
        expect(values.filter((value) => value < found).length).toBeLessThan(share * values.length);
      }),
    );
  });

  test('of nothing is a bug', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});
