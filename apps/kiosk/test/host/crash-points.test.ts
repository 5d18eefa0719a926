import { describe, expect, test } from 'vitest';
import { crashEverywhere } from '../../src/host/testing/crash-points.ts';
import { crashScripts } from '../../src/host/testing/crash-scripts.ts';

/** System calls between two crash points: `npm run crash -- --simulated` takes every one, under any seed. */
const step = 5;

describe('the power goes during a system call', () => {
  let all = 0;

  test.each(crashScripts)(
    'JN1: everything acknowledged is there, once, and the journal goes on: $name',
    async (script) => {
      const { points, failures } = await crashEverywhere(script, 7, step);
      expect(failures).toEqual([]);
      all += points;
    },
    240_000,
  );

  test('JN1: there were thousands of such moments', () => {
    expect(all).toBeGreaterThan(2_500);
  });
});
