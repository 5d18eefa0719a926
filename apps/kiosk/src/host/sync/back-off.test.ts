import { SeededRandom } from '@pingjia/shared/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BackOff, backOffTimes } from './back-off.ts';

test('waits grow to a minute, are never short enough to be a busy loop, and begin anew after a success', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const backOff = new BackOff(new SeededRandom(seed));
      for (let failure = 0; failure < 30; failure += 1) {
        const ceiling = Math.min(backOffTimes.longest, backOffTimes.first * 2 ** failure);
        const wait = backOff.next();
        expect(wait).toBeGreaterThanOrEqual(ceiling / 10);
        expect(wait).toBeLessThanOrEqual(ceiling);
      }
      backOff.reset();
      expect(backOff.next()).toBeLessThanOrEqual(backOffTimes.first);
    }),
  );
});

test('two pads do not come back in step', () => {
  const [one, other] = [new BackOff(new SeededRandom(1)), new BackOff(new SeededRandom(2))];
  const waits = (backOff: BackOff) => Array.from({ length: 5 }, () => backOff.next());
  expect(waits(one)).not.toEqual(waits(other));
});
