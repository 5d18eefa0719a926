import type { DeviceDiagnostics, EvaluationPage } from '@pingjia/shared';
import { ManualClock } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { TestJournal, testEvaluation, testPlace, withServer } from '../src/testing/index.ts';

test('SY53: readings that no clock shows are not kept, and spoil no page', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const boot = server.random.uuid();
    for (const [sent, received] of [
      [1e308, 1.7e308],
      [0, 1e308],
      [1.7e308, 0],
    ]) {
      const exchange = { serverTime: 0, sent, received };
      expect((await device.handshake([], { clock: { boot, wall: 0, mono: 1e308, exchange } })).code).toBe(null);
    }
    expect((await server.api(`/api/v1/devices/${device.deviceId}/diagnostics`)).code).toBe(null);
  }));

const year = 365 * 24 * 3_600_000;

test.each([
  ['right', 0],
  ['ten years ahead', 10 * year],
  ['ten years behind', -10 * year],
  ['at 1970', -Date.UTC(2026, 0, 5, 9)],
  ['absurd', 8e15],
])('SY44 SY53: a clock that is %s: both times are shown, neither is rewritten', (_name, ahead) => {
  const clock = new ManualClock();
  return withServer(
    async (server) => {
      const device = await server.enrolled();
      const wall = clock.wall() + ahead;
      const journal = new TestJournal(server.random, { wall });
      journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
      // The journal's second record stands at two seconds of its boot.
      clock.advance(10_000);
      const before = await server.api('/api/v1/evaluations');
      await device.push(journal.batch(device.deviceId));
      expect(before.body).toMatchObject({ items: [] });
      const [unknown] = ((await server.api('/api/v1/evaluations')).body as EvaluationPage).items;
      expect(unknown?.corrected).toBeNull();
      const reading = (mono: number, exchange: unknown) => ({ boot: journal.boot, wall: wall + mono, mono, exchange });
      const first = await device.handshake([], { clock: reading(10_000, null) });
      const { serverTime } = first.body as { readonly serverTime: number };
      expect(serverTime).toBe(clock.wall());
      clock.advance(20);
      await device.handshake([], { clock: reading(10_020, { serverTime, sent: 9_990, received: 10_010 }) });
      const [item] = ((await server.api('/api/v1/evaluations')).body as EvaluationPage).items;
      const stored = await server.query('SELECT evaluated_ms FROM evaluations');
      expect(stored).toEqual([{ evaluated_ms: wall + 2_000 }]);
      expect(item?.evaluatedAt).toBe(Math.abs(ahead) > 1e15 ? null : new Date(wall + 2_000).toISOString());
      expect(item?.corrected).toEqual({ at: new Date(serverTime - 8_000).toISOString(), within: 11 });
      const { body } = await server.api(`/api/v1/devices/${device.deviceId}/diagnostics`);
      const startedAt = new Date(serverTime - 10_000).toISOString();
      expect((body as DeviceDiagnostics).clocks).toMatchObject([
        { boot: journal.boot, startedAt, offset: ahead - 0, within: 10 },
        { boot: journal.boot, startedAt, offset: ahead - 0, within: 60_000 },
      ]);
    },
    { clock },
  );
});

test('SY53: observations are only ever added, and a month of heartbeats adds no more than one an hour', () => {
  const clock = new ManualClock();
  return withServer(
    async (server) => {
      const device = await server.enrolled();
      const boot = server.random.uuid();
      const started = clock.wall();
      let exchange: unknown = null;
      for (let beat = 0; beat < 100; beat += 1) {
        const mono = beat * 360_000 + 1;
        const wall = started + mono;
        const { body } = await device.handshake([], { clock: { boot, wall, mono, exchange } });
        exchange = { ...(body as object), sent: mono, received: mono + 10 };
        clock.advance(360_000);
      }
      const [counted] = await server.query('SELECT count(*) AS rows FROM clock_observations');
      expect(counted?.rows).toBeLessThanOrEqual(13);
    },
    { clock },
  );
});
