import { ManualClock } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { coalesce } from './coalesce.ts';

function scene() {
  const clock = new ManualClock();
  const running: ((works: boolean) => void)[] = [];
  let runs = 0;
  const { request, stop } = coalesce(clock, { gap: 400, retry: 5_000 }, () => {
    runs += 1;
    return new Promise<void>((done, fail) => running.push((works) => (works ? done() : fail(new Error('refused')))));
  });
  const finish = async (works = true) => {
    running.shift()?.(works);
    await clock.advanceAsync(0);
  };
  return { clock, request, stop, finish, runs: () => runs };
}

describe('coalesce', () => {
  it('runs the first wish at once and later ones together', async () => {
    const { clock, request, finish, runs } = scene();
    for (let wish = 0; wish < 10; wish += 1) request();
    expect(runs()).toBe(1);
    await finish();
    await clock.advanceAsync(400);
    expect(runs()).toBe(2);
    await finish();
    await clock.advanceAsync(10_000);
    expect(runs()).toBe(2);
  });

  it('never runs twice at once, however long it takes', async () => {
    const { clock, request, finish, runs } = scene();
    request();
    await clock.advanceAsync(5_000);
    request();
    expect(runs()).toBe(1);
    await finish();
    await clock.advanceAsync(0);
    expect(runs()).toBe(2);
  });

  it('repeats a run that failed by itself, until one works', async () => {
    const { clock, request, finish, runs } = scene();
    request();
    for (let failures = 1; failures <= 3; failures += 1) {
      await finish(false);
      await clock.advanceAsync(4_999);
      expect(runs()).toBe(failures);
      await clock.advanceAsync(1);
      expect(runs()).toBe(failures + 1);
    }
    await finish();
    await clock.advanceAsync(60_000);
    expect(runs()).toBe(4);
  });

  it('runs nothing after it was stopped', async () => {
    const { clock, request, stop, finish, runs } = scene();
    request();
    request();
    stop();
    await finish();
    await clock.advanceAsync(10_000);
    request();
    expect(runs()).toBe(1);
  });
});
