import { fault } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { createMemoryLine } from '../src/transport/memory-transport.ts';
import { withPad } from './with-pad.ts';

const padId = 'pingjia-line:SIM-0001:01';

describe('a pad is unplugged', () => {
  it('DV31: lost as unplugged, and found again when it comes back', () =>
    withPad(async ({ clock, simulator, supervisor, told, states }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(1_000);
      simulator.unplug();
      await clock.advanceAsync(20_000);
      expect(supervisor.status()).toMatchObject({ state: 'lost', padId, fault: { code: 'PAD_NOT_FOUND' } });
      simulator.plug();
      await clock.advanceAsync(5_000);
      expect(told).toEqual([`found ${padId}`, `lost ${padId} unplugged`, `found ${padId}`]);
      expect(states.map(({ state }) => state)).toEqual(['searching', 'found', 'lost', 'found']);
    }));

  it('DV28: after a pad was found the pauses begin anew', () =>
    withPad(async ({ clock, simulator, supervisor, attempts }) => {
      supervisor.start();
      await clock.advanceAsync(30_000);
      simulator.plug();
      await clock.advanceAsync(5_000);
      const before = attempts.length;
      const now = clock.monotonic();
      simulator.unplug();
      await clock.advanceAsync(1_000);
      expect((attempts[before] ?? 0) - now).toBeLessThanOrEqual(250);
    }));

  it('DV31: a port that fails is port-error', () =>
    withPad(async ({ clock, simulator, supervisor, line, told }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      // The driver's port is freed behind the supervisor's back: its next write is refused.
      await line.a.close();
      await clock.advanceAsync(5_250);
      expect(told).toEqual([`found ${padId}`, `lost ${padId} port-error`, `found ${padId}`]);
    }));

  it('DV19: a press made while the cable was out for two seconds arrives after it is back', () =>
    withPad(async ({ clock, simulator, supervisor, line, presses }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      line.cut();
      simulator.press(5);
      await clock.advanceAsync(2_000);
      line.mend();
      await line.b.open({ data: (bytes) => simulator.receive(bytes), closed: () => undefined });
      await clock.advanceAsync(10_000);
      expect(presses).toMatchObject([{ padId, count: 0, key: 5 }]);
      expect(simulator.state()).toMatchObject({ acknowledged: 1, lost: 0 });
    }));

  it('DV38: stopping frees the port, tells the loss and ends every timer; starting again finds the pad', () =>
    withPad(async ({ clock, simulator, supervisor, line, told }) => {
      simulator.plug();
      supervisor.start();
      supervisor.start();
      await clock.advanceAsync(0);
      await Promise.all([supervisor.stop(), supervisor.stop()]);
      await supervisor.stop();
      expect(told).toEqual([`found ${padId}`, `lost ${padId} closed`]);
      expect(clock.pending).toBe(0);
      expect(supervisor.status()).toMatchObject({ state: 'none', fault: null });
      expect(await line.a.open({ data: () => undefined, closed: () => undefined })).toMatchObject({ ok: true });
      await line.a.close();
      supervisor.start();
      await clock.advanceAsync(0);
      expect(told.at(-1)).toBe(`found ${padId}`);
    }));

  it('DV38: a second stop() does not undo the start() after the first', () =>
    withPad(async ({ clock, simulator, supervisor, told }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      const second = supervisor.stop().then(() => supervisor.start());
      await Promise.all([second, supervisor.stop()]);
      await clock.advanceAsync(0);
      expect(told).toEqual([`found ${padId}`, `lost ${padId} closed`, `found ${padId}`]);
      await supervisor.stop();
      expect(clock.pending).toBe(0);
    }));

  it('DV38: it can be stopped between two attempts', () =>
    withPad(async ({ clock, supervisor, told }) => {
      supervisor.start();
      await clock.advanceAsync(3_000);
      await supervisor.stop();
      expect(clock.pending).toBe(0);
      expect(told).toEqual([]);
    }));

  it('DV4: a line in memory tells both its ends of a cut', async () => {
    const line = createMemoryLine();
    const reasons: unknown[] = [];
    for (const end of [line.a, line.b]) {
      await end.open({ data: () => undefined, closed: (reason) => void reasons.push(reason) });
    }
    line.cut();
    line.cut();
    const gone = fault('PAD_NOT_FOUND', 'the line is cut');
    expect(reasons).toEqual([gone, gone]);
  });
});
