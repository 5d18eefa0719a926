import { createM7Simulator } from '@pingjia/device-drivers/testing';
import { expect, test } from 'vitest';
import { withPads } from './with-pads.ts';

const address = 'udp:127.0.0.1:8001?profile=m7-udp';
const path = '127.0.0.1:8001';

test('KM5 KM6 KM9: a network pad that only answers when armed is taught, gives one result for each call, and brings its details', () =>
  withPads({ pads: [address], details: ['207', '208'], rules: { times: { response: 0 } } }, async (world) => {
    const { desk, clock, session, records, types, scene, attach } = world;
    const pad = await attach(path, (wire) => createM7Simulator('network', wire));
    const [report] = desk.reports;
    expect(report).toMatchObject({ state: 'found', keys: { state: 'missing' }, fault: { code: 'PAD_KEYS_UNKNOWN' } });
    expect(desk.learn(report?.padId ?? '', 'screen')).toMatchObject({ ok: true });
    await clock.advanceAsync(1_000);
    for (const key of [4, 3, 2, 1, 0]) {
      expect(pad.state().armed).toBe(true);
      pad.press(key);
      await clock.advanceAsync(5_000);
    }
    expect(desk.school.view()).toMatchObject({ asked: null, heard: { 4: 'very_satisfied', 0: 'very_dissatisfied' } });
    expect(await desk.school.step('confirm')).toMatchObject({ ok: true });
    await clock.advanceAsync(5_000);
    expect(types().filter((type) => type === 'evaluation')).toEqual([]);

    pad.press(1);
    await clock.advanceAsync(5_000);
    expect(records.at(-1)).toMatchObject({ type: 'press-stray', data: { reason: 'not-armed' } });

    scene.staff = { number: '1024', name: '李文静' };
    desk.show();
    await session.arm('queue', { ticket: 'A042' });
    await clock.advanceAsync(1_000);
    pad.choose(['207', '999']);
    pad.press(1);
    await clock.advanceAsync(100);
    expect(records.slice(-2)).toMatchObject([
      { type: 'evaluation', data: { grade: 'dissatisfied', context: { ticket: 'A042' }, source: { key: 1 } } },
      { type: 'follow-up-closed', data: { details: ['207'] } },
    ]);
  }));
