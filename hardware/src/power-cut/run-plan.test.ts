import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { drawRunPlan } from './run-plan.ts';

const plans = Array.from({ length: 1_000 }, (_, seed) => drawRunPlan(new SeededRandom(seed)));

test('the same seed plans the same run', () => {
  expect(drawRunPlan(new SeededRandom(7))).toEqual(drawRunPlan(new SeededRandom(7)));
});

test('most cuts hit a write, some hit any moment, some hit the start', () => {
  const starting = plans.filter(({ during }) => during === 'starting').length;
  const atWrite = plans.filter(({ writes }) => writes !== null).length;
  expect(starting).toBeGreaterThan(50);
  expect(atWrite).toBeGreaterThan(500);
  expect(plans.length - starting - atWrite).toBeGreaterThan(150);
});

test('a pad has one to sixteen presses on their way, and a cut comes at a write or after a pause', () => {
  for (const { depth, presses, writes, pause } of plans) {
    expect(depth).toBeGreaterThanOrEqual(1);
    expect(depth).toBeLessThanOrEqual(16);
    expect(presses).toBeLessThan(250);
    expect(writes ?? 1).toBeGreaterThanOrEqual(1);
    expect(pause).toBeGreaterThanOrEqual(0);
  }
});
