import { expect, test } from 'vitest';
import type { History } from '../src/history/history.ts';
import { runHistory } from '../src/history/run-history.ts';

const pinned: readonly (readonly [string, History])[] = [
  [
    'a part that a pulled stick keeps is not gone on with once the folder was put back to an image',
    {
      seed: 52_000_042,
      stations: 1,
      steps: [
        { wait: 83_250, station: 0, act: 'cut-off' },
        { wait: 48_080, station: 0, act: 'kill', calls: 39, down: 4_775 },
        { wait: 267, station: 0, act: 'take-image' },
        { wait: 138_653, station: 0, act: 'arm' },
        { wait: 7_680, station: 0, act: 'export', scope: 'unsent', pulledAfter: 12, room: 1_000_000_000 },
        { wait: 2_149, station: 0, act: 'restore-image' },
        { wait: 11_665, station: 0, act: 'rush', touches: 4 },
      ],
    },
  ],
  [
    'details that a copy of the folder carries although the server has them do not undo a later change of mind',
    {
      seed: 52_000_535,
      stations: 1,
      steps: [
        { wait: 15_387, station: 0, act: 'cut-off' },
        { wait: 46_387, station: 0, act: 'press', key: 3 },
        { wait: 1_596, station: 0, act: 'tick-details' },
        { wait: 166, station: 0, act: 'clone' },
        { wait: 1_370, station: 0, act: 'change-mind', grade: 'satisfied' },
      ],
    },
  ],
  [
    'on an island, what rotted in one folder comes from a copy of it',
    {
      seed: 60_001_005,
      stations: 2,
      steps: [
        { wait: 77_689, station: 1, act: 'server-snapshot' },
        { wait: 25_663, station: 0, act: 'press', key: 3 },
        { wait: 16_820, station: 0, act: 'kill', calls: 8, down: 2_844 },
        { wait: 5_000, station: 0, act: 'cut-off' },
        { wait: 43_905, station: 1, act: 'restore-server' },
        { wait: 4_593, station: 0, act: 'press', key: 3 },
        { wait: 20_275, station: 0, act: 'clone' },
        { wait: 6_672, station: 0, act: 'press', key: 2 },
        { wait: 937, station: 0, act: 'arm' },
        { wait: 9_369, station: 0, act: 'rot', where: 0.3273672584909946, length: 164 },
      ],
    },
  ],
];

test.each(pinned)('%s', async (_, history) => {
  expect((await runHistory(history)).failure).toBeNull();
});
