import { expect, test } from 'vitest';
import type { History } from '../src/history/history.ts';
import { runHistory } from '../src/history/run-history.ts';
import { replay } from '../src/replay.ts';

const shrunk: readonly (readonly [string, History])[] = [
  [
    'a record that rots under a running host is sent as a hole',
    {
      seed: 5,
      stations: 2,
      steps: [
        { wait: 5_766, station: 1, act: 'arm' },
        { wait: 4_183, station: 1, act: 'rot', where: 0.6057218299247324, length: 67 },
      ],
    },
  ],
  [
    'a failed sync, then rot: the next press finds a new epoch instead of a closed window',
    {
      seed: 97,
      stations: 2,
      steps: [
        { wait: 1_342, station: 1, act: 'sync-fails', times: 1 },
        { wait: 1_227, station: 1, act: 'rot', where: 0.8972210485953838, length: 422 },
        { wait: 15_342, station: 1, act: 'press', key: 1 },
      ],
    },
  ],
];

test.each(shrunk)('%s', async (_, history) => {
  expect((await runHistory(history)).failure).toBeNull();
});

const seeds: readonly (readonly [number, string])[] = [
  [1033, 'a damaged epoch that could not be ended at once is ended later'],
  [1051, 'a copied folder gives back what rotted in the original'],
  [2065, 'an append that failed is in no journal, also when it is read again'],
  [2876, 'a settled fork is sent again to a server that was restored from before it'],
  [3365, 'what has rotted in a branch does not end its being carried'],
  [3761, 'an end of the journal that cannot be read any more is sent as a hole'],
];

test.each(seeds)('seed %i: %s', { timeout: 600_000 }, async (seed) => {
  expect((await replay(seed, null)).failure).toBeNull();
});
