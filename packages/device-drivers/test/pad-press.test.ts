import { describe, expect, it } from 'vitest';
import { withPad } from './with-pad.ts';

const padId = 'pingjia-line:SIM-0001:01';
const unknown = 'pingjia-line:unknown:01';

describe('a press', () => {
  it('DV36: reaches the listener, and its confirmation reaches the pad', () =>
    withPad(async ({ clock, simulator, supervisor, presses }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      simulator.press(5);
      await clock.advanceAsync(60_000);
      expect(presses).toEqual([{ padId, boot: simulator.state().boot, count: 0, key: 5 }]);
      expect(simulator.state()).toMatchObject({ acknowledged: 1, outstanding: 0 });
    }));

  it('DV36: is told again with every repeat until it is confirmed', () =>
    withPad(
      async ({ clock, simulator, supervisor, presses }) => {
        simulator.plug();
        supervisor.start();
        await clock.advanceAsync(0);
        simulator.press(5);
        await clock.advanceAsync(650);
        expect(presses).toHaveLength(3);
        expect(new Set(presses.map(({ boot, count }) => `${boot} ${count}`)).size).toBe(1);
        supervisor.confirm(presses[0] ?? { boot: '', count: 0 });
        await clock.advanceAsync(10_000);
        expect(presses).toHaveLength(3);
      },
      { confirms: false },
    ));

  it('DV18: that was lost leaves a gap in the counts', () =>
    withPad(async ({ clock, simulator, supervisor, presses }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      simulator.press(5);
      simulator.dropNextPress();
      simulator.press(4);
      simulator.press(3);
      await clock.advanceAsync(0);
      expect(presses.map(({ count, key }) => [count, key])).toEqual([
        [0, 5],
        [2, 3],
      ]);
    }));

  it('DV33: of a pad that has not said who it is waits for that, and asks', () =>
    withPad(async ({ clock, simulator, supervisor, told, heard }) => {
      simulator.plug();
      simulator.mute();
      supervisor.start();
      await clock.advanceAsync(2_000);
      simulator.unmute();
      simulator.press(5);
      await clock.advanceAsync(0);
      expect(heard.filter((line) => line.startsWith('$PING'))).toHaveLength(2);
      expect(told).toEqual([`found ${padId}`, `press ${padId} 0 5`]);
    }));

  it('DV33: goes on as of an unknown pad after a second without an answer, in order and once each', () =>
    withPad(
      async ({ clock, simulator, supervisor, line, told, found }) => {
        simulator.plug();
        await line.b.close();
        await line.b.open({ data: () => undefined, closed: () => undefined });
        supervisor.start();
        await clock.advanceAsync(0);
        simulator.press(5);
        simulator.press(4);
        await clock.advanceAsync(250);
        expect(told).toEqual([]);
        await clock.advanceAsync(750);
        expect(told.slice(0, 3)).toEqual([`found ${unknown}`, `press ${unknown} 0 5`, `press ${unknown} 1 4`]);
        expect(found).toMatchObject([{ firmware: null, serialNumber: null }]);
      },
      { confirms: false },
    ));

  it('DV33: is not lost when the port goes away while it waits', () =>
    withPad(
      async ({ clock, simulator, supervisor, line, told }) => {
        simulator.plug();
        await line.b.close();
        await line.b.open({ data: () => undefined, closed: () => undefined });
        supervisor.start();
        await clock.advanceAsync(0);
        simulator.press(5);
        await clock.advanceAsync(100);
        line.cut();
        expect(told).toEqual([`found ${unknown}`, `press ${unknown} 0 5`, `lost ${unknown} unplugged`]);
      },
      { confirms: false },
    ));

  it('DV34: told under the unknown name keeps it when the pad says its name later: a repeat is no second press', () =>
    withPad(
      async ({ clock, simulator, supervisor, line, told, presses }) => {
        simulator.plug();
        await line.b.close();
        await line.b.open({ data: () => undefined, closed: () => undefined });
        supervisor.start();
        await clock.advanceAsync(0);
        simulator.press(5);
        await clock.advanceAsync(1_000);
        await line.b.close();
        await line.b.open({ data: (bytes) => simulator.receive(bytes), closed: () => undefined });
        await clock.advanceAsync(5_000);
        expect(told).toContain(`found ${padId}`);
        expect(presses.length).toBeGreaterThan(4);
        expect(new Set(presses.map((press) => press.padId))).toEqual(new Set([unknown]));
        simulator.brownOut();
        simulator.press(4);
        await clock.advanceAsync(0);
        expect(presses.at(-1)).toMatchObject({ padId, count: 0, key: 4 });
      },
      { confirms: false },
    ));

  it('DV33: a pad that floods before it is named is held in bounded memory and loses nothing it repeats', () =>
    withPad(async ({ clock, simulator, supervisor, presses }) => {
      simulator.plug();
      simulator.mute();
      supervisor.start();
      await clock.advanceAsync(0);
      for (let press = 0; press < 200; press += 1) simulator.press(5);
      simulator.unmute();
      await clock.advanceAsync(2_000);
      expect(new Set(presses.map(({ count }) => count)).size).toBe(200);
      expect(simulator.state()).toMatchObject({ acknowledged: 200, outstanding: 0 });
    }));
});
