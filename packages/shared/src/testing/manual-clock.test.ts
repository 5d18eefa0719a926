import { expect, test } from 'vitest';
import { ManualClock } from './manual-clock.ts';

test('tasks run at their own time, in order, and so does what they schedule', () => {
  const clock = new ManualClock(1_000);
  const seen: [string, number][] = [];
  const note = (name: string) => () => seen.push([name, clock.monotonic()]);
  clock.after(20, note('late'));
  clock.after(10, () => {
    note('early')();
    clock.after(5, note('scheduled'));
  });
  clock.after(10, note('second of two'));
  clock.advance(30);
  expect(seen).toEqual([
    ['early', 10],
    ['second of two', 10],
    ['scheduled', 15],
    ['late', 20],
  ]);
  expect(clock.wall()).toBe(1_030);
});

test('what was cancelled does not run, however often it is cancelled', () => {
  const clock = new ManualClock();
  const cancel = clock.after(1, () => {
    throw new Error('cancelled');
  });
  cancel();
  cancel();
  clock.advance(10);
  expect(clock.pending).toBe(0);
});

test('the wall clock jumps alone', () => {
  const clock = new ManualClock(0);
  clock.stepWall(-86_400_000);
  expect([clock.wall(), clock.monotonic()]).toEqual([-86_400_000, 0]);
});
