import { ManualClock } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { createKeyFilter, keyFilterTimes } from './key-filter.ts';

function setUp() {
  const clock = new ManualClock();
  const filter = createKeyFilter(clock);
  const after = (milliseconds: number, key: number, down: boolean) => {
    clock.advance(milliseconds);
    return filter.edge(key, down);
  };
  return { filter, after };
}

const { bounce, stuck, rest } = keyFilterTimes;

describe('key filter', () => {
  it('HI6 KS3: the times are those that the pages name', () => {
    expect(keyFilterTimes).toEqual({ bounce: 30, stuck: 10_000, rest: 1_000 });
  });

  it('HI6: a key is pressed when it goes down, and not again while it stays down', () => {
    const { after } = setUp();
    expect([after(0, 5, true), after(50, 5, true), after(50, 5, false), after(50, 5, false)]).toEqual([
      'press',
      'held',
      'release',
      'release',
    ]);
  });

  it('HI6 KS3: within 30 ms of its release a key bounces, and each bounce counts the time anew', () => {
    const { after } = setUp();
    after(0, 5, true);
    after(1, 5, false);
    expect(after(bounce - 1, 5, true)).toBe('bounce');
    after(1, 5, false);
    expect(after(bounce - 1, 5, true)).toBe('bounce');
    after(1, 5, false);
    expect(after(bounce, 5, true)).toBe('press');
  });

  it('HI6: each key is judged by itself', () => {
    const { after } = setUp();
    after(0, 5, true);
    after(1, 5, false);
    expect(after(1, 4, true)).toBe('press');
  });

  it('HI7 KS3: a key that was stuck counts again after it rested', () => {
    const { after } = setUp();
    after(0, 5, true);
    after(stuck, 5, false);
    expect(after(rest - 1, 5, true)).toBe('flicker');
    after(5, 5, false);
    expect(after(rest - 1, 5, true)).toBe('flicker');
    expect(after(1, 4, true)).toBe('press');
    after(5, 5, false);
    expect(after(rest, 5, true)).toBe('press');
    after(5, 5, false);
    expect(after(bounce, 5, true)).toBe('press');
  });

  it('HI7: a key held for less than that is not stuck', () => {
    const { after } = setUp();
    after(0, 5, true);
    after(stuck - 1, 5, false);
    expect(after(bounce, 5, true)).toBe('press');
  });

  it('KS4: what was said of the keys can be forgotten', () => {
    const { filter, after } = setUp();
    after(0, 5, true);
    filter.forget();
    expect(after(0, 5, true)).toBe('press');
  });
});
