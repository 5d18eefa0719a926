import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { backOff } from './back-off.ts';

test('waits longer and longer, never more than six seconds', () => {
  const random = new SeededRandom(1);
  const waits = Array.from({ length: 40 }, (_, attempt) => backOff(attempt, random));
  expect(waits[0]).toBeGreaterThanOrEqual(200);
  expect(waits[0]).toBeLessThanOrEqual(300);
  expect(waits[3]).toBeGreaterThanOrEqual(1_600);
  expect(Math.max(...waits)).toBeLessThanOrEqual(6_000);
  expect(Math.min(...waits.slice(5))).toBeGreaterThanOrEqual(4_000);
});
