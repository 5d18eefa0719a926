import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { HandshakePace, longestWithoutHandshake } from './handshake-pace.ts';

/** Milliseconds until a handshake is due. */
function waitOf(pace: HandshakePace, clock: ManualClock): number {
  let gone = 0;
  for (; pace.left > 0; gone += 1_000) clock.advance(1_000);
  return gone;
}

test('SY69: a handshake is due after at most two minutes without one, each time and on each pad at another moment', () => {
  const clock = new ManualClock();
  const waits = Array.from({ length: 30 }, (_, seed) => {
    const pace = new HandshakePace(clock, new SeededRandom(seed));
    const first = waitOf(pace, clock);
    pace.note();
    return [first, waitOf(pace, clock)];
  });
  const all = waits.flat();
  expect(Math.max(...all)).toBeLessThanOrEqual(longestWithoutHandshake);
  expect(Math.min(...all)).toBeGreaterThanOrEqual(longestWithoutHandshake / 2);
  expect(new Set(all).size).toBeGreaterThan(20);
});
