import { describe, expect, it } from 'vitest';
import { withPad } from './with-pad.ts';

const padId = 'pingjia-line:SIM-0001:01';
const pings = (heard: readonly string[]): number => heard.filter((line) => line.startsWith('$PING')).length;

describe('a pad is silent', () => {
  it('DV30: three unanswered PINGs, 5 s apart, and it is lost as silent; its port is opened anew', () =>
    withPad(async ({ clock, simulator, supervisor, told, attempts, heard }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(12_000);
      expect(pings(heard)).toBe(3);
      simulator.mute();
      await clock.advanceAsync(17_999);
      expect(told).toEqual([`found ${padId}`]);
      await clock.advanceAsync(1);
      expect(told).toEqual([`found ${padId}`, `lost ${padId} silent`]);
      expect(supervisor.status()).toMatchObject({ state: 'lost', fault: { code: 'PAD_SILENT' } });
      await clock.advanceAsync(250);
      expect(attempts).toHaveLength(2);
      simulator.unmute();
      await clock.advanceAsync(5_000);
      expect(told.at(-1)).toBe(`found ${padId}`);
    }));

  it('DV30: two unanswered PINGs are forgiven', () =>
    withPad(async ({ clock, simulator, supervisor, told }) => {
      simulator.plug();
      supervisor.start();
      for (let round = 0; round < 5; round += 1) {
        await clock.advanceAsync(1);
        simulator.mute();
        await clock.advanceAsync(12_000);
        simulator.unmute();
        await clock.advanceAsync(7_999);
      }
      expect(told).toEqual([`found ${padId}`]);
    }));

  it('DV30: any sound frame of the pad is a sign of life', () =>
    withPad(
      async ({ clock, simulator, supervisor, line, told }) => {
        simulator.plug();
        supervisor.start();
        await clock.advanceAsync(0);
        // From now on the pad is deaf: it only reports its presses.
        await line.b.close();
        await line.b.open({ data: () => undefined, closed: () => undefined });
        for (let press = 0; press < 10; press += 1) {
          simulator.press(5);
          await clock.advanceAsync(4_000);
        }
        expect(told.filter((line) => line.startsWith('lost'))).toEqual([]);
      },
      { confirms: false },
    ));

  it('DV27: a pad that never answers keeps the state at searching, with PAD_SILENT', () =>
    withPad(async ({ clock, simulator, supervisor, told, attempts }) => {
      simulator.plug();
      simulator.mute();
      supervisor.start();
      await clock.advanceAsync(60_000);
      expect(supervisor.status()).toMatchObject({ state: 'searching', fault: { code: 'PAD_SILENT' } });
      expect(told).toEqual([]);
      expect(attempts.length).toBeGreaterThan(2);
      expect(attempts.length).toBeLessThan(6);
    }));

  it('DV37: noise is counted; a noisy line changes the status at most once a second', () =>
    withPad(async ({ clock, simulator, supervisor, states }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      states.length = 0;
      for (let burst = 0; burst < 100; burst += 1) {
        simulator.garble(Buffer.from('$KEY,01,0000,0,5*0000\r\n'));
        await clock.advanceAsync(20);
      }
      expect(supervisor.status().droppedFrames).toBe(100);
      expect(states.length).toBeLessThanOrEqual(2);
      await clock.advanceAsync(1_000);
      expect(states.at(-1)?.droppedFrames).toBe(100);
      expect(states.every(({ state }) => state === 'found')).toBe(true);
    }));
});
