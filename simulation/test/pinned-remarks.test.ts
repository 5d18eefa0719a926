import { expect, test } from 'vitest';
import type { History } from '../src/history/history.ts';
import { runHistory } from '../src/history/run-history.ts';

const longAway: History = {
  seed: 41001474,
  stations: 1,
  steps: [
    { wait: 11_166, station: 0, act: 'partition', down: 42_338 },
    { wait: 19_964, station: 0, act: 'press', key: 4 },
    { wait: 123, station: 0, act: 'remark' },
    { wait: 155, station: 0, act: 'remark' },
    { wait: 1_914, station: 0, act: 'months', days: 470, down: 4_018 },
    { wait: 33_952, station: 0, act: 'server-snapshot' },
    { wait: 48_946, station: 0, act: 'months', days: 589, down: 10_100 },
    { wait: 8_244, station: 0, act: 'restore-server' },
  ],
};

/** Restored while the pad believes that nothing is lacking: the next remark is the first thing that it hears of it. */
const heardOfLate: History = {
  seed: 2,
  stations: 1,
  steps: [
    { wait: 5_000, station: 0, act: 'server-snapshot' },
    { wait: 100, station: 0, act: 'press', key: 4 },
    { wait: 500, station: 0, act: 'remark' },
    { wait: 30_000, station: 0, act: 'months', days: 100, down: 1_000 },
    { wait: 30_000, station: 0, act: 'restore-server' },
    { wait: 100, station: 0, act: 'remark' },
  ],
};

test('what a restored server lacks is sent again before it goes for being old', async () => {
  expect((await runHistory(longAway)).failure).toBeNull();
});

test('what a restored server has not been able to ask for yet does not go for being old', async () => {
  expect((await runHistory(heardOfLate)).failure).toBeNull();
});
