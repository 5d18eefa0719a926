import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClockObservation, correct, isNews, observe, offset } from './estimate.ts';

const boot = '6c5f1fd2-0000-4000-8000-000000000002';
const started = Date.UTC(2026, 0, 5, 9);

test('SY53: whatever the wall clock says and however slow the line, the true time lies within what the estimate claims', () => {
  const delays = fc.integer({ min: 0, max: 30_000 });
  const walls = fc.oneof(fc.integer({ min: -4e11, max: 4e11 }), fc.constantFrom(0, -started, 3.2e11, 8e15));
  const handshakes = fc.array(fc.tuple(fc.integer({ min: 1, max: 4_000_000 }), delays, delays, walls), {
    minLength: 1,
  });
  fc.assert(
    fc.property(handshakes, fc.integer({ min: 0, max: 2e9 }), (rounds, pressedAt) => {
      const known: ClockObservation[] = [];
      let mono = 0;
      let exchange: Parameters<typeof observe>[0]['exchange'] = null;
      for (const [pause, there, back, wall] of rounds) {
        mono += pause;
        const arrival = started + mono + there;
        const next = observe({ boot, wall: started + wall, mono, exchange }, arrival);
        if (isNews(known, next)) known.push(next);
        exchange = { serverTime: arrival, sent: mono, received: mono + there + back };
        mono += there + back;
      }
      const estimate = correct(known, pressedAt);
      expect(Math.abs((estimate?.at ?? 0) - (started + pressedAt))).toBeLessThanOrEqual(
        (estimate?.uncertainty ?? 0) + 1,
      );
    }),
    { seed: 53, numRuns: 300 },
  );
});

test('SY53: nothing is known of a boot that never shook hands', () => {
  expect(correct([], 5)).toBeNull();
});

test('SY53: the same story told again is no news; a better one, a step of the wall clock and an hour are', () => {
  const first = observe({ boot, wall: 1_000, mono: 100, exchange: null }, started + 200);
  expect(isNews([], first)).toBe(true);
  expect(isNews([first], first)).toBe(false);
  const told = (wall: number, mono: number) =>
    observe({ boot, wall, mono, exchange: { serverTime: started + 110, sent: 100, received: 120 } }, started + mono);
  const second = told(1_100, 200);
  expect(isNews([first], second)).toBe(true);
  expect(isNews([first, second], told(1_200, 300))).toBe(false);
  expect(isNews([first, second], told(9_999_999, 300))).toBe(true);
  expect(isNews([first, second], told(3_601_100, 3_600_200))).toBe(true);
  expect(offset(second)).toBe(1_100 - (started + 200));
});

test('SY53: a first reading that is sent again later says nothing', () => {
  const known = [observe({ boot, wall: 1_000, mono: 100, exchange: { serverTime: started, sent: 0, received: 8 } }, 0)];
  const replayed = observe({ boot, wall: 900, mono: 50, exchange: null }, started + 600_000);
  expect(isNews(known, replayed)).toBe(false);
});
