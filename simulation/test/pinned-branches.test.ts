import { expect, test } from 'vitest';
import type { History } from '../src/history/history.ts';
import { runHistory } from '../src/history/run-history.ts';

const pinned: readonly (readonly [string, History])[] = [
  [
    'what is healed after its branch was left is carried too, although its hole was found and filled within one look',
    {
      seed: 50_001_983,
      stations: 1,
      steps: [
        { wait: 11_257, station: 0, act: 'rush', touches: 10 },
        { wait: 1_089, station: 0, act: 'crash-server', calls: 1, down: 9_985 },
        { wait: 266, station: 0, act: 'open-screen' },
        { wait: 1_346, station: 0, act: 'clone' },
        { wait: 5_025, station: 0, act: 'rot', where: 0.3901524336542934, length: 454 },
        { wait: 11_100, station: 0, act: 'rush', touches: 12 },
        { wait: 3_773, station: 0, act: 'rot', where: 0.4299861448816955, length: 252 },
      ],
    },
  ],
  [
    'what another copy still has of a hole that nothing can prove any more is carried',
    {
      seed: 51_002_684,
      stations: 1,
      steps: [
        { wait: 92_547, station: 0, act: 'partition', down: 70_360 },
        { wait: 385, station: 0, act: 'touch', grade: 'very_dissatisfied' },
        { wait: 10, station: 0, act: 'press', key: 1 },
        { wait: 18_427, station: 0, act: 'rot', where: 0.8688669281546026, length: 386 },
        { wait: 3_671, station: 0, act: 'press', key: 3 },
        { wait: 1_076, station: 0, act: 'clone' },
        { wait: 1_367, station: 0, act: 'rot', where: 0.6510554833803326, length: 342 },
        { wait: 12_824, station: 0, act: 'open-screen' },
      ],
    },
  ],
  [
    'of two branches’ records under one number, one back from the mirror, both are carried',
    {
      seed: 51_005_748,
      stations: 1,
      steps: [
        { wait: 49_985, station: 0, act: 'kill', calls: 2, down: 6_173 },
        { wait: 8_414, station: 0, act: 'open-screen' },
        { wait: 9_249, station: 0, act: 'rot', where: 0.9998189599718899, length: 231 },
        { wait: 17, station: 0, act: 'press', key: 3 },
        { wait: 24_254, station: 0, act: 'take-image' },
        { wait: 689, station: 0, act: 'touch', grade: 'satisfied' },
        { wait: 14_709, station: 0, act: 'step-clock', by: 295_790_638_414 },
        { wait: 20_646, station: 0, act: 'restore-image' },
        { wait: 102, station: 0, act: 'rot', where: 0.993330460973084, length: 40 },
        { wait: 2_216, station: 0, act: 'touch', grade: 'very_dissatisfied' },
      ],
    },
  ],
  [
    'a mirror’s branch that ends where the journal has a hole is asked for, and asked for again when the host stops meanwhile',
    {
      seed: 52_001_099,
      stations: 1,
      steps: [
        { wait: 28_637, station: 0, act: 'crash-server', calls: 14, down: 36_537 },
        { wait: 2_953, station: 0, act: 'open-screen' },
        { wait: 19, station: 0, act: 'take-image' },
        { wait: 261, station: 0, act: 'press', key: 2 },
        { wait: 5, station: 0, act: 'change-mind', grade: 'satisfied' },
        { wait: 1_298, station: 0, act: 'restore-image' },
        { wait: 14_854, station: 0, act: 'touch', grade: 'satisfied' },
        { wait: 6_429, station: 0, act: 'close-screen' },
        { wait: 13_096, station: 0, act: 'rot', where: 0.9601361323148012, length: 535 },
      ],
    },
  ],
  [
    'what one copy dropped and declared to a restored server, another copy still brings',
    {
      seed: 52_005_158,
      stations: 1,
      retention: { milliseconds: 7776000000, bytes: 12288 },
      steps: [
        { wait: 3_634_857, station: 0, act: 'server-snapshot' },
        { wait: 31_450, station: 0, act: 'rush', touches: 21 },
        { wait: 18_171, station: 0, act: 'tick-details' },
        { wait: 13, station: 0, act: 'clone' },
        { wait: 35_699, station: 0, act: 'rush', touches: 22 },
        { wait: 3_815_780, station: 0, act: 'restore-server' },
        { wait: 2_030, station: 0, act: 'months', days: 105, down: 2_399 },
      ],
    },
  ],
  [
    'rot that nobody has seen yet does not hide where two branches part',
    {
      seed: 54_001_514,
      stations: 1,
      steps: [
        { wait: 36_873, station: 0, act: 'partition', down: 44_885 },
        { wait: 17, station: 0, act: 'clone' },
        { wait: 2_889, station: 0, act: 'touch', grade: 'dissatisfied' },
        { wait: 2_743, station: 0, act: 'rot', where: 0.6528407146688551, length: 288 },
        { wait: 5_472, station: 0, act: 'touch', grade: 'dissatisfied' },
        { wait: 22_611, station: 0, act: 'rot', where: 0.9922568316105753, length: 589 },
      ],
    },
  ],
  [
    'what was healed of dropped records goes with them',
    {
      seed: 56_000_428,
      stations: 1,
      retention: { milliseconds: 7776000000, bytes: 30720 },
      steps: [
        { wait: 14_937, station: 0, act: 'server-snapshot' },
        { wait: 8, station: 0, act: 'arm' },
        { wait: 3_830, station: 0, act: 'rush', touches: 6 },
        { wait: 31_735, station: 0, act: 'restart', down: 10_137 },
        { wait: 5_379, station: 0, act: 'open-screen' },
        { wait: 10, station: 0, act: 'touch', grade: 'very_dissatisfied' },
        { wait: 4_786, station: 0, act: 'rush', touches: 5 },
        { wait: 640, station: 0, act: 'press', key: 5 },
        { wait: 5_624, station: 0, act: 'rush', touches: 6 },
        { wait: 7_094, station: 0, act: 'rot', where: 0.14404784748330712, length: 575 },
        { wait: 11_732, station: 0, act: 'months', days: 105, down: 1_881 },
        { wait: 1_394, station: 0, act: 'rush', touches: 18 },
        { wait: 3_938_891, station: 0, act: 'restore-server' },
      ],
    },
  ],
];

test.each(pinned)('SY18 SY22 SY49 JN9 JN10: %s', async (_, history) => {
  expect((await runHistory(history)).failure).toBeNull();
});
