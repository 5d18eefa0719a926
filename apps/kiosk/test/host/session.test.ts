import { describe, expect, test } from 'vitest';
import { createSession, diskFull, windowContext } from './with-session.ts';

const touch = (n: number) => ({ kind: 'touch', pressId: `40000000-0000-4000-8000-00000000000${n}` }) as const;

describe('session', () => {
  test('a walk-up press is one record, thanked, then asked about, then over', async () => {
    const { session, clock, records, types, press } = createSession();
    await press();
    expect(records).toMatchObject([
      { type: 'evaluation', data: { grade: 'very_satisfied', armedBy: 'walk-up', context: windowContext } },
    ]);
    expect(session.view()).toMatchObject({ state: 'rated', grade: 'very_satisfied', changeLeft: 5_000 });
    await clock.advanceAsync(1_200);
    expect(session.view()).toMatchObject({ state: 'followUp', left: 15_000, details: [] });
    await clock.advanceAsync(15_000);
    expect(session.view()).toEqual({ state: 'idle' });
    expect(types()).toEqual(['evaluation', 'follow-up-closed']);
    expect(records.at(-1)).toMatchObject({ data: { how: 'timeout', details: [] } });
    expect(clock.pending).toBe(0);
  });

  test('SY58: the evaluation of a touch has its name: a touch that is sent again makes the same one again', async () => {
    for (const { session, records } of [createSession(), createSession()]) {
      await session.press(touch(1), 'satisfied');
      expect(records).toMatchObject([{ data: { evaluationId: touch(1).pressId, source: touch(1) } }]);
      expect(session.view()).toMatchObject({ evaluationId: touch(1).pressId });
    }
  });

  test('a press while idle is a stray press where walk-up is off', async () => {
    const { session, records, press } = createSession({ idlePress: 'stray' });
    await press('dissatisfied');
    expect(records).toMatchObject([{ type: 'press-stray', data: { grade: 'dissatisfied', reason: 'not-armed' } }]);
    expect(session.view()).toEqual({ state: 'idle' });
  });

  test('an armed session carries what it was armed with into its evaluation', async () => {
    const { session, records, press } = createSession({ idlePress: 'stray' });
    await session.arm('queue', { ticket: 'A042', itemCode: 'X-1' });
    expect(session.view()).toMatchObject({
      state: 'armed',
      armedBy: 'queue',
      ticket: 'A042',
      itemCode: 'X-1',
      left: 30_000,
    });
    await press();
    const [armed, evaluation] = records;
    expect(evaluation).toMatchObject({
      type: 'evaluation',
      data: {
        armedBy: 'queue',
        context: { ticket: 'A042' },
        sessionId: armed?.type === 'session-armed' ? armed.data.sessionId : '',
      },
    });
  });

  test('a time-out is "not evaluated", never a grade', async () => {
    const { session, clock, records } = createSession();
    await session.arm('staff');
    await clock.advanceAsync(30_000);
    expect(records).toMatchObject([
      { type: 'session-armed' },
      { type: 'session-timed-out', data: { reason: 'timeout' } },
    ]);
    expect(session.view()).toEqual({ state: 'idle' });
  });

  test('arming again supersedes the session that nobody rated; calling off ends it', async () => {
    const { session, records, types } = createSession();
    await session.arm('queue', { ticket: 'A1' });
    await session.arm('queue', { ticket: 'A2' });
    expect(types()).toEqual(['session-armed', 'session-timed-out', 'session-armed']);
    expect(records[1]).toMatchObject({ data: { reason: 'superseded' } });
    expect(session.view()).toMatchObject({ ticket: 'A2' });
    await session.cancel();
    expect(records.at(-1)).toMatchObject({ type: 'session-timed-out', data: { reason: 'cancelled' } });
  });

  test('the first touch arms an idle screen and disturbs nothing else', async () => {
    const { session, types } = createSession();
    await session.wake();
    await session.wake();
    expect(types()).toEqual(['session-armed']);
    await session.press(touch(1), 'satisfied');
    await session.wake();
    expect(types()).toEqual(['session-armed', 'evaluation']);
  });

  test('the first grade wins: a further key within the response interval is a repeat', async () => {
    const { clock, records, types, press } = createSession();
    await press('dissatisfied');
    await clock.advanceAsync(4_999);
    await press('very_satisfied');
    expect(types()).toEqual(['evaluation', 'press-repeated']);
    expect(records[0]).toMatchObject({ data: { grade: 'dissatisfied' } });
  });

  test('after the interval a key closes the open follow-up as it stands and counts for the next citizen', async () => {
    const { session, clock, records, types, press } = createSession();
    await press('dissatisfied');
    await clock.advanceAsync(1_200);
    await session.tick('207', true);
    await session.tick('208', true);
    await session.tick('207', false);
    await clock.advanceAsync(3_800);
    await press('very_satisfied');
    expect(types()).toEqual(['evaluation', 'follow-up-closed', 'evaluation']);
    expect(records[1]).toMatchObject({ data: { how: 'next-citizen', details: ['208'] } });
    expect(session.view()).toMatchObject({ state: 'rated', grade: 'very_satisfied' });
  });

  test('with an interval of 0 every key counts', async () => {
    const { types, press } = createSession({ times: { response: 0 } });
    for (let n = 0; n < 5; n += 1) await press();
    expect(types()).toEqual(Array(5).fill('evaluation'));
  });

  test('where pads are armed, a late key closes the follow-up and is itself stray', async () => {
    const { session, clock, types, press } = createSession({ idlePress: 'stray' });
    await session.arm('staff');
    await press();
    await clock.advanceAsync(6_000);
    await press();
    expect(types()).toEqual(['session-armed', 'evaluation', 'follow-up-closed', 'press-stray']);
    expect(session.view()).toEqual({ state: 'idle' });
  });

  test('arming the next citizen closes the open follow-up as it stands', async () => {
    const { session, clock, types, press } = createSession();
    await press();
    await clock.advanceAsync(2_000);
    await session.arm('queue', { ticket: 'B7' });
    expect(types()).toEqual(['evaluation', 'follow-up-closed', 'session-armed']);
    expect(session.view()).toMatchObject({ state: 'armed', ticket: 'B7' });
  });

  test('a mind is changed on the screen, in time, once more than before, and never after', async () => {
    const { session, clock, records, types, press } = createSession();
    await press('very_satisfied');
    await session.change(touch(1), 'dissatisfied');
    await session.change(touch(1), 'dissatisfied');
    await session.change(touch(2), 'dissatisfied');
    expect(types()).toEqual(['evaluation', 'evaluation-changed']);
    expect(records[1]).toMatchObject({ data: { from: 'very_satisfied', to: 'dissatisfied' } });
    expect(session.view()).toMatchObject({ state: 'rated', grade: 'dissatisfied' });
    await clock.advanceAsync(5_000);
    await session.change(touch(3), 'satisfied');
    expect(types()).toEqual(['evaluation', 'evaluation-changed']);
  });

  test('a finished follow-up keeps its details, a skipped one none; both thank and end', async () => {
    for (const [how, details] of [
      ['completed', ['207']],
      ['skipped', []],
    ] as const) {
      const { session, clock, records, press } = createSession();
      await press('dissatisfied');
      await clock.advanceAsync(1_200);
      await session.tick('207', true);
      await session.finish(how);
      expect(records.at(-1)).toMatchObject({ type: 'follow-up-closed', data: { how, details } });
      expect(session.view().state).toBe('thanks');
      await clock.advanceAsync(3_000);
      expect(session.view()).toEqual({ state: 'idle' });
    }
  });

  test('each tick gives the citizen the full time again', async () => {
    const { session, clock, press } = createSession();
    await press('dissatisfied');
    await clock.advanceAsync(1_200 + 14_000);
    await session.tick('207', true);
    await clock.advanceAsync(14_000);
    expect(session.view().state).toBe('followUp');
  });

  test('without a follow-up the thanks stay for their time', async () => {
    const { session, clock, views, press } = createSession({ followUp: false });
    await press();
    await clock.advanceAsync(10_000);
    expect(views).toEqual(['rated', 'thanks', 'idle']);
    expect(session.view()).toEqual({ state: 'idle' });
  });

  test('SY6: the same press reported again is taken once', async () => {
    const { session, types } = createSession({ times: { response: 0 } });
    const source = { kind: 'pad', padId: 'p', boot: '0001', count: 4, key: 5 } as const;
    await Promise.all([session.press(source, 'satisfied'), session.press(source, 'satisfied')]);
    await session.press(touch(1), 'satisfied');
    await session.press(touch(1), 'satisfied');
    expect(types()).toEqual(['evaluation', 'evaluation']);
  });

  test('SY7: a jump of the pad’s count is journaled with the press that shows it', async () => {
    const { session, records } = createSession({ times: { response: 0 } });
    const source = (count: number) => ({ kind: 'pad', padId: 'p', boot: '0001', count, key: 5 }) as const;
    await session.press(source(1), 'satisfied');
    await session.press(source(4), 'satisfied');
    expect(records[1]).toMatchObject({ type: 'presses-lost', data: { after: 1, before: 4, lost: 2 } });
  });

  test('a key without a meaning is journaled as refused and changes nothing', async () => {
    const { session, records } = createSession();
    await session.refuse({ kind: 'pad', padId: 'p', boot: '0001', count: 1, key: 9 }, 'unmapped-key');
    expect(records).toMatchObject([{ type: 'press-refused', data: { reason: 'unmapped-key', source: { key: 9 } } }]);
    expect(session.view()).toEqual({ state: 'idle' });
  });
});

describe('session while the journal refuses', () => {
  test('SY9: nothing is thanked, the screen says paused, and a press sent again counts once', async () => {
    const { session, types, press, refuse } = createSession();
    refuse(diskFull);
    const source = { kind: 'pad', padId: 'p', boot: '0001', count: 1, key: 5 } as const;
    expect(await session.press(source, 'satisfied')).toMatchObject({ ok: false, error: { code: 'JOURNAL_FULL' } });
    expect(session.view()).toEqual({ state: 'paused', code: 'JOURNAL_FULL' });
    refuse(null);
    expect(await session.press(source, 'satisfied')).toMatchObject({ ok: true });
    expect(session.view()).toMatchObject({ state: 'rated' });
    await press();
    expect(types()).toEqual(['evaluation', 'press-repeated']);
  });

  test('SY9: the pause ends by itself when the disk takes writes again', async () => {
    const { session, clock, views, press, refuse } = createSession();
    refuse(diskFull);
    await press();
    await clock.advanceAsync(10_000);
    expect(session.view().state).toBe('paused');
    refuse(null);
    await clock.advanceAsync(2_000);
    expect(session.view()).toEqual({ state: 'idle' });
    expect(views).toEqual(['paused', 'idle']);
    expect(clock.pending).toBe(0);
  });

  test('a time-out that could not be journaled is tried again', async () => {
    const { session, clock, types, refuse } = createSession();
    await session.arm('staff');
    refuse(diskFull);
    await clock.advanceAsync(31_000);
    refuse(null);
    await clock.advanceAsync(10_000);
    expect(types()).toEqual(['session-armed', 'session-timed-out']);
    expect(session.view()).toEqual({ state: 'idle' });
  });
});
