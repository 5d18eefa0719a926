import { ManualClock } from '@pingjia/shared/testing';
import { expect, test, vi } from 'vitest';
import { Patience, patienceTimes } from './patience.ts';

test('SY65: what travels at the slowest speed may take as long as it takes; what stands still may not', () => {
  const clock = new ManualClock();
  const giveUp = vi.fn<() => void>();
  const patience = new Patience(clock, giveUp);
  patience.allow(patienceTimes.answer);
  for (let second = 0; second < 3_600; second += 1) {
    patience.credit(1_000 * patienceTimes.slowest);
    clock.advance(1_000);
  }
  expect(giveUp).not.toHaveBeenCalled();
  clock.advance(patienceTimes.answer);
  expect(giveUp).toHaveBeenCalledOnce();
});

test('SY65: a new allowance replaces what was left of the one before; nothing is given up after the end', () => {
  const clock = new ManualClock();
  const giveUp = vi.fn<() => void>();
  const patience = new Patience(clock, giveUp);
  patience.allow(patienceTimes.connect);
  clock.advance(patienceTimes.connect - 1);
  patience.allow(patienceTimes.answer);
  clock.advance(patienceTimes.answer - 1);
  expect(giveUp).not.toHaveBeenCalled();
  patience.end();
  clock.advance(patienceTimes.answer);
  expect(giveUp).not.toHaveBeenCalled();
  expect(clock.pending).toBe(0);
});
