import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import type { PressName } from '../pad-driver.ts';
import { createPressNames } from '../press-names.ts';
import { createSentAgain, sentAgainWindow } from './sent-again.ts';

function setUp(): {
  clock: ManualClock;
  name: (text: string, arm: number | null) => PressName;
  remembered: () => number;
} {
  const clock = new ManualClock();
  const fresh = createPressNames(new SeededRandom(1));
  const results = createSentAgain(clock);
  return {
    clock,
    name: (text, arm) => results.nameOf(Buffer.from(text), arm, fresh),
    remembered: () => results.remembered,
  };
}

describe('results that are sent again', () => {
  it('MT18: the same bytes for the same arming are the same press until they were not heard for 10 s', () => {
    const { clock, name } = setUp();
    const first = name('x', 1);
    for (const _ of [1, 2, 3]) {
      clock.advance(sentAgainWindow - 1);
      expect(name('x', 1)).toEqual(first);
    }
    clock.advance(sentAgainWindow);
    expect(name('x', 1)).not.toEqual(first);
  });

  it('MT18: other bytes, or another arming, are another press', () => {
    const { name } = setUp();
    const names = [name('x', 1), name('y', 1), name('x', 2), name('y', 2)];
    expect(new Set(names.map(({ boot, count }) => `${boot} ${count}`)).size).toBe(4);
  });

  it('MT21: a million results leave eight remembered', () => {
    const { clock, name, remembered } = setUp();
    for (let index = 0; index < 1_000_000; index += 1) name(String(index), 1);
    expect(remembered()).toBe(8);
    clock.advance(sentAgainWindow);
    name('x', 1);
    expect(remembered()).toBe(1);
  });
});
