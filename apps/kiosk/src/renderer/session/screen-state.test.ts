import { fault } from '@pingjia/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialState, reduce, type ScreenEvent } from './screen-state.ts';

const sessionId = '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0001';
const idle: ScreenEvent = {
  type: 'heard',
  at: 0,
  message: { type: 'view', revision: 1, staffId: null, view: { state: 'idle' } },
};
const events: readonly ScreenEvent[] = [
  idle,
  { type: 'welcomed' },
  { type: 'broken' },
  { type: 'given-up' },
  { type: 'answered' },
  { type: 'misheard' },
  { type: 'refused', fault: fault('SCREEN_ALREADY_OPEN') },
  { type: 'pressed', press: { method: 'rate', pressId: sessionId, grade: 'satisfied', sessionId } },
];

test('in any order of events: a view means an open or mending link, a refusal says why', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events)), (history) => {
      const state = history.reduce(reduce, initialState);
      if (state.shown !== null) expect(['open', 'mending']).toContain(state.link);
      if (state.link === 'refused') expect(state.refusal).not.toBeNull();
    }),
    { seed: 20_260_105, numRuns: 1_000 },
  );
});

test('a view of another session forgets the press of the one before', () => {
  const pressed = events.find(({ type }) => type === 'pressed');
  const state = [idle, ...(pressed === undefined ? [] : [pressed])].reduce(reduce, initialState);
  expect(state.pending).not.toBeNull();
  expect(reduce(state, idle).pending).toBeNull();
});
