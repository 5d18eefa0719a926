import { expect, test } from 'vitest';
import { toyFamily } from './toy-family.ts';
import { type PadsWorld, withPads } from './with-pads.ts';

const keyMap = { 1: 'very_satisfied', 2: 'dissatisfied' } as const;
const families = [toyFamily('net', { walkUp: false }, keyMap), toyFamily('toy', {}, keyMap)];
const pads = ['memory:a?profile=net', 'memory:b?profile=toy'];

async function press({ end, clock }: PadsWorld, path: string, message: string): Promise<void> {
  await end(path).say(message);
  await clock.advanceAsync(0);
}

test.each(['walk-up', 'stray'] as const)(
  'KM5: where idle presses are %s, a pad that anyone may imitate gives one result for each arming, the rest is stray',
  (idlePress) =>
    withPads({ pads, families, rules: { idlePress, times: { response: 0 } } }, async (world) => {
      const { session, records, types, clock } = world;
      await press(world, 'a', '1');
      expect(records.at(-1)).toMatchObject({ type: 'press-stray', data: { reason: 'not-armed', source: { key: 1 } } });
      await session.arm('queue', { ticket: 'A1' });
      await press(world, 'a', '2');
      await press(world, 'a', '1');
      await clock.advanceAsync(1_200);
      await press(world, 'a', '1');
      expect(types().slice(-4)).toEqual(['session-armed', 'evaluation', 'press-stray', 'press-stray']);
      expect(records.at(-1)).toMatchObject({ data: { reason: 'already-rated' } });
      await clock.advanceAsync(60_000);
      await press(world, 'a', '1');
      expect(types().filter((type) => type === 'evaluation')).toHaveLength(1);
      expect(records.at(-1)).toMatchObject({ type: 'press-stray', data: { reason: 'not-armed' } });
    }),
);

test('KM5: a stray result disturbs nobody who is answering on the screen; another pad’s walk-up counts', () =>
  withPads({ pads, families, details: ['207'] }, async (world) => {
    const { session, clock } = world;
    await press(world, 'b', '2');
    await clock.advanceAsync(1_200);
    await session.tick('207', true);
    await press(world, 'a', '1');
    expect(session.view()).toMatchObject({ state: 'followUp', details: ['207'], grade: 'dissatisfied' });
    await session.finish('completed');
    expect(world.types()).toEqual(['pad-found', 'pad-found', 'evaluation', 'press-stray', 'follow-up-closed']);
  }));

test('KM6: what was chosen on the pad is on record with the press; unknown codes are dropped; the screen goes on from there', () =>
  withPads({ pads, families, details: ['207', '208'] }, async (world) => {
    const { session, records, clock } = world;
    await press(world, 'b', '2 207,999,207,__proto__,108');
    expect(records.slice(-2)).toMatchObject([
      { type: 'evaluation', data: { grade: 'dissatisfied' } },
      { type: 'follow-up-closed', data: { details: ['207'], how: 'completed' } },
    ]);
    await clock.advanceAsync(1_200);
    expect(session.view()).toMatchObject({ state: 'followUp', details: ['207'] });
    await session.tick('208', true);
    await session.finish('completed');
    expect(records.at(-1)).toMatchObject({ data: { details: ['207', '208'] } });
  }));

test('KM6: changing the grade on the screen takes back what was chosen for the other one', () =>
  withPads({ pads, families, details: ['207'], rules: { followUp: false } }, async (world) => {
    await press(world, 'b', '2 207');
    const pressId = '40000000-0000-4000-8000-000000000001';
    await world.session.change({ kind: 'touch', pressId }, 'very_satisfied');
    expect(world.records.slice(-2)).toMatchObject([
      { type: 'evaluation-changed', data: { to: 'very_satisfied' } },
      { type: 'follow-up-closed', data: { details: [], how: 'skipped' } },
    ]);
  }));

test('KM7: while the window is closed what was armed is called off and presses are stray; arming opens it', () =>
  withPads({ pads, families }, async (world) => {
    const { session, records, types } = world;
    await session.arm('staff');
    await session.pause();
    expect(session.view()).toEqual({ state: 'paused', code: 'WINDOW_PAUSED' });
    await session.wake();
    await press(world, 'b', '1');
    expect(types().slice(-2)).toEqual(['session-timed-out', 'press-stray']);
    expect(records.at(-1)).toMatchObject({ data: { reason: 'paused' } });
    await session.resume();
    expect(session.view()).toEqual({ state: 'idle' });
    await session.pause();
    await session.arm('queue', { ticket: 'A2' });
    expect(session.view()).toMatchObject({ state: 'armed', ticket: 'A2' });
    expect(world.end('b').heard.slice(-5)).toEqual(['pause', 'resume', 'ticket A2', 'arm 30', 'say please-evaluate']);
  }));
