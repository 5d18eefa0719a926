import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Lane } from './lane.ts';

describe('Lane', () => {
  test('what is sent while it is busy queues; the delay is added once', () => {
    const lane = new Lane(64_000, 300);
    expect(lane.send(0, 64_000)).toBe(1_300);
    expect(lane.send(500, 32_000)).toBe(1_800);
    expect(lane.backlog(500)).toBe(1_000);
    expect(lane.send(5_000, 6_400)).toBe(5_400);
    expect(lane.backlog(6_000)).toBe(0);
    expect(lane.carried).toBe(102_400);
  });

  test('nothing arrives sooner than its bytes and all before them take, and nothing overtakes', () => {
    const sends = fc.array(fc.record({ after: fc.nat(5_000), bytes: fc.integer({ min: 1, max: 10_000 }) }));
    fc.assert(
      fc.property(sends, (list) => {
        const lane = new Lane(1_000, 7);
        let now = 0;
        let last = 0;
        for (const { after, bytes } of list) {
          now += after;
          const arrival = lane.send(now, bytes);
          expect(arrival).toBeGreaterThanOrEqual(Math.max(now, last - 7) + bytes + 7 - 1e-6);
          last = arrival;
        }
      }),
    );
  });
});
