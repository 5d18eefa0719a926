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
  [
    'a touch that a killed host left in the page cache is confirmed only once it is durable',
    {
      seed: 20263030,
      stations: 1,
      steps: [
        { wait: 1_379, station: 0, act: 'kill', calls: 27, down: 9_136 },
        { wait: 25_816, station: 0, act: 'press', key: 1 },
        { wait: 52, station: 0, act: 'arm' },
        { wait: 146, station: 0, act: 'arm' },
        { wait: 4_089, station: 0, act: 'press', key: 1 },
        { wait: 6, station: 0, act: 'press', key: 5 },
        { wait: 215, station: 0, act: 'change-mind', grade: 'satisfied' },
        { wait: 754, station: 0, act: 'press', key: 4 },
        { wait: 326, station: 0, act: 'press', key: 4 },
        { wait: 1_869, station: 0, act: 'tick-details' },
        { wait: 1_346, station: 0, act: 'kill', calls: 1, down: 2_567 },
        { wait: 267, station: 0, act: 'touch', grade: 'satisfied' },
        { wait: 398, station: 0, act: 'rot', where: 0.18536945222876966, length: 47 },
      ],
    },
  ],
  [
    'a press whose sync failed before the host was killed is confirmed only once it is durable',
    {
      seed: 20265605,
      stations: 1,
      steps: [
        { wait: 347, station: 0, act: 'sync-fails', times: 3 },
        { wait: 3_643, station: 0, act: 'write-fails', times: 3 },
        { wait: 1_057, station: 0, act: 'press', key: 1 },
        { wait: 257, station: 0, act: 'write-fails', times: 1 },
        { wait: 0, station: 0, act: 'kill', calls: 11, down: 3_946 },
        { wait: 64_312, station: 0, act: 'press', key: 2 },
      ],
    },
  ],
  [
    'what is appended while the journal is searched for rot, into the next file too, is no hole',
    {
      seed: 32002342,
      stations: 1,
      steps: [
        { wait: 608, station: 0, act: 'touch', grade: 'very_dissatisfied' },
        { wait: 3, station: 0, act: 'touch', grade: 'dissatisfied' },
        { wait: 4_335, station: 0, act: 'touch', grade: 'dissatisfied' },
        { wait: 2_740, station: 0, act: 'arm' },
        { wait: 2_571, station: 0, act: 'touch', grade: 'very_satisfied' },
        { wait: 18, station: 0, act: 'arm' },
        { wait: 812, station: 0, act: 'poison', malformed: false },
        { wait: 4, station: 0, act: 'rot', where: 0.7011576776858419, length: 230 },
        { wait: 25_973, station: 0, act: 'press', key: 5 },
        { wait: 7, station: 0, act: 'press', key: 5 },
        { wait: 7, station: 0, act: 'touch', grade: 'basically_satisfied' },
      ],
    },
  ],
  [
    'a press that a deaf pad repeats after its record was sent and has rotted counts once',
    {
      seed: 1,
      stations: 1,
      steps: [
        { wait: 1_500, station: 0, act: 'deafen-pad', down: 3_500 },
        { wait: 10, station: 0, act: 'press', key: 1 },
        { wait: 800, station: 0, act: 'restart', down: 1_500 },
        { wait: 600, station: 0, act: 'rot', where: 0.6, length: 400 },
      ],
    },
  ],
  [
    'a press whose first record a copied folder gives back after it was written again counts once',
    {
      seed: 1,
      stations: 1,
      steps: [
        { wait: 1_500, station: 0, act: 'deafen-pad', down: 3_500 },
        { wait: 10, station: 0, act: 'partition', down: 2_500 },
        { wait: 10, station: 0, act: 'press', key: 1 },
        { wait: 400, station: 0, act: 'clone' },
        { wait: 400, station: 0, act: 'restart', down: 1_500 },
        { wait: 600, station: 0, act: 'rot', where: 0.6, length: 400 },
      ],
    },
  ],
  [
    'a press that is written under two names of its pad counts once, with the last change of mind',
    {
      seed: 1,
      stations: 1,
      steps: [
        { wait: 1_500, station: 0, act: 'deafen-pad', down: 4_500 },
        { wait: 10, station: 0, act: 'partition', down: 2_500 },
        { wait: 10, station: 0, act: 'press', key: 1 },
        { wait: 300, station: 0, act: 'change-mind', grade: 'dissatisfied' },
        { wait: 300, station: 0, act: 'clone' },
        { wait: 400, station: 0, act: 'restart', down: 1_500 },
        { wait: 600, station: 0, act: 'rot', where: 0.6, length: 400 },
        { wait: 2_500, station: 0, act: 'change-mind', grade: 'satisfied' },
      ],
    },
  ],
  [
    'a branch whose record at the watermark has rotted is told by the one before it',
    {
      seed: 2_953,
      stations: 3,
      steps: [
        { wait: 1_173, station: 2, act: 'crash-server', calls: 4, down: 10_020 },
        { wait: 5_277, station: 2, act: 'press', key: 5 },
        { wait: 1_457, station: 2, act: 'clone' },
        { wait: 2_399, station: 2, act: 'touch', grade: 'very_satisfied' },
        { wait: 2_310, station: 2, act: 'press', key: 3 },
        { wait: 527, station: 2, act: 'arm' },
        { wait: 4_407, station: 2, act: 'rot', where: 0.9017179711023344, length: 51 },
      ],
    },
  ],
  [
    'a record whose carrier has rotted is carried again to a server that was restored from before it',
    {
      seed: 45003649,
      stations: 1,
      steps: [
        { wait: 8_802, station: 0, act: 'take-image' },
        { wait: 18_655, station: 0, act: 'touch', grade: 'satisfied' },
        { wait: 4_949, station: 0, act: 'restore-image' },
        { wait: 10_211, station: 0, act: 'touch', grade: 'very_dissatisfied' },
        { wait: 4_295, station: 0, act: 'server-snapshot' },
        { wait: 58_728, station: 0, act: 'rot', where: 0.9334554225206375, length: 485 },
        { wait: 113, station: 0, act: 'restore-server' },
      ],
    },
  ],
];

test.each(shrunk)('%s', async (_, history) => {
  expect((await runHistory(history)).failure).toBeNull();
});

const seeds: readonly (readonly [number, string])[] = [
  [34004823, 'what is written again after a failed sync is what the start had read, not what the sync left'],
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
