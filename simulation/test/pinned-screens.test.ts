import { expect, test } from 'vitest';
import type { History } from '../src/history/history.ts';
import { runHistory } from '../src/history/run-history.ts';

const pinned: readonly (readonly [string, History])[] = [
  [
    'what has rotted and nobody has seen yet comes back from the mirror before that is reset',
    {
      seed: 105,
      stations: 1,
      steps: [
        { wait: 971, station: 0, act: 'partition', down: 84_275 },
        { wait: 7_225, station: 0, act: 'open-screen' },
        { wait: 508, station: 0, act: 'rot', where: 0.8569284800905734, length: 493 },
        { wait: 397, station: 0, act: 'press', key: 4 },
        { wait: 177, station: 0, act: 'rot', where: 0.2524691615253687, length: 556 },
        { wait: 14, station: 0, act: 'touch', grade: 'very_satisfied' },
        { wait: 1_072, station: 0, act: 'rot', where: 0.7900239920709282, length: 569 },
      ],
    },
  ],
  [
    'an epoch that only the mirror knows comes back, and so does the tail of the one before it',
    {
      seed: 325,
      stations: 1,
      steps: [
        { wait: 42_241, station: 0, act: 'take-image' },
        { wait: 8_185, station: 0, act: 'open-screen' },
        { wait: 8_170, station: 0, act: 'partition', down: 67_048 },
        { wait: 8_972, station: 0, act: 'rot', where: 0.7875926501583308, length: 510 },
        { wait: 32_282, station: 0, act: 'press', key: 2 },
        { wait: 3_876, station: 0, act: 'restore-image' },
      ],
    },
  ],
  [
    'what was healed is read although the record that proved it rots, and the mirror is gone',
    {
      seed: 48_000_711,
      stations: 1,
      steps: [
        { wait: 725, station: 0, act: 'partition', down: 46_498 },
        { wait: 1_461, station: 0, act: 'open-screen' },
        { wait: 3, station: 0, act: 'press', key: 4 },
        { wait: 17, station: 0, act: 'change-mind', grade: 'basically_satisfied' },
        { wait: 1_425, station: 0, act: 'rot', where: 0.8850772560108453, length: 221 },
        { wait: 3_065, station: 0, act: 'tick-details' },
        { wait: 2_561, station: 0, act: 'press', key: 1 },
        { wait: 7_215, station: 0, act: 'rot', where: 0.48319454747252166, length: 558 },
        { wait: 12_340, station: 0, act: 'spoil-mirror', how: 'gone', where: 0.3510318740736693 },
      ],
    },
  ],
];

test.each(pinned)('%s', async (_, history) => {
  expect((await runHistory(history)).failure).toBeNull();
});
