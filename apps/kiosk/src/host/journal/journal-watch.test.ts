import { err, fault, ok, type Result } from '@pingjia/shared';
import { ManualClock } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { JournalWatch, journalWatchTimes } from './journal-watch.ts';

const { first, again } = journalWatchTimes;

/** A journal of so many stretches of reading, each of whose readings ends as the next of `ends` says. */
function setUp({ stretches = 3, verified = false, ends = [] as Result<void>[] } = {}) {
  const clock = new ManualClock();
  const seen = { readings: 0, stretches: 0, done: 0, stopped: 0 };
  const care = {
    async verify(pause: () => Promise<void>): Promise<Result<void>> {
      seen.readings += 1;
      try {
        for (let n = 0; n < stretches; n += 1) {
          await pause();
          seen.stretches += 1;
        }
      } catch (error) {
        seen.stopped += 1;
        return err(fault('JOURNAL_WRITE_FAILED', (error as Error).message));
      }
      return ends.shift() ?? ok();
    },
  };
  const watch = new JournalWatch({ verified, care }, clock, () => {
    seen.done += 1;
  });
  return { clock, watch, seen };
}

test('JN6: reads in the background from 15 s after the start, a stretch at a time, once', async () => {
  const { clock, watch, seen } = setUp();
  watch.start();
  await clock.advanceAsync(first - 1);
  expect(seen.readings).toBe(0);
  await clock.advanceAsync(1);
  expect(seen).toMatchObject({ readings: 1, stretches: 0 });
  await clock.advanceAsync(20);
  expect(seen.stretches).toBe(1);
  await clock.advanceAsync(10 * again);
  expect(seen).toEqual({ readings: 1, stretches: 3, done: 1, stopped: 0 });
  await watch.stop();
});

test('JN6: what the opening has read is not read again', async () => {
  const { clock, watch, seen } = setUp({ verified: true });
  watch.start();
  await clock.advanceAsync(10 * again);
  await watch.stop();
  expect(seen.readings).toBe(0);
});

test('JN6: a reading that the disk refused is told, and tried again an hour later until one comes through', async () => {
  const refused = err(fault('JOURNAL_WRITE_FAILED', 'EMFILE'));
  const { clock, watch, seen } = setUp({ ends: [refused, refused] });
  watch.start();
  await clock.advanceAsync(first + 1_000);
  expect(seen).toMatchObject({ readings: 1, done: 1 });
  await clock.advanceAsync(again);
  expect(seen.readings).toBe(2);
  await clock.advanceAsync(10 * again);
  expect(seen).toMatchObject({ readings: 3, done: 3 });
  await watch.stop();
});

test.each([
  ['before it began', first - 1, { readings: 0, done: 0, stopped: 0 }],
  ['in the middle', first + 25, { readings: 1, done: 0, stopped: 1 }],
  ['at its end', first + 1_000, { readings: 1, done: 1, stopped: 0 }],
])('JN6: stopped %s, it ends at once, tells nothing more and never begins again', async (_when, after, expected) => {
  const { clock, watch, seen } = setUp();
  watch.start();
  await clock.advanceAsync(after);
  await watch.stop();
  await watch.stop();
  await clock.advanceAsync(10 * again);
  expect(seen).toMatchObject(expected);
});

test('JN6: stopped while a stretch is read, it goes no further than that stretch', async () => {
  const clock = new ManualClock();
  let goOn: () => void = () => {};
  const read: string[] = [];
  const care = {
    async verify(pause: () => Promise<void>): Promise<Result<void>> {
      await new Promise<void>((resolve) => (goOn = resolve));
      read.push('one');
      await pause().catch((error: Error) => read.push(error.message));
      return ok();
    },
  };
  const watch = new JournalWatch({ verified: false, care }, clock, () => read.push('told'));
  watch.start();
  await clock.advanceAsync(first);
  const stopping = watch.stop();
  goOn();
  await stopping;
  expect(read).toEqual(['one', 'stopped']);
});
