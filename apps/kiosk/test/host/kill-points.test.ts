import { describe, expect, test } from 'vitest';
import { crashScripts } from '../../src/host/testing/crash-scripts.ts';
import { killEverywhere } from '../../src/host/testing/kill-points.ts';

/** System calls between two kills: `npm run crash -- --simulated` takes every one, under any seed. */
const step = 5;

describe('the program is killed, started again, and then the power goes', () => {
  test.each(crashScripts)(
    'JN19: everything that the second start found is there, once: $name',
    async (script) => {
      const { points, failures } = await killEverywhere(script, 7, step);
      expect(failures).toEqual([]);
      expect(points).toBeGreaterThan(100);
    },
    240_000,
  );
});
