import { describe, expect, it } from 'vitest';
import { encodePadMessage } from '../src/pingjia-line/codec.ts';
import { withPad } from './with-pad.ts';

const padId = 'pingjia-line:SIM-0001:01';

describe('a pad reboots', () => {
  it('DV35: found again, so that it is told its state anew; its port stays open', () =>
    withPad(async ({ clock, simulator, supervisor, told, attempts }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      simulator.brownOut();
      await clock.advanceAsync(0);
      expect(told).toEqual([`found ${padId}`, `found ${padId}`]);
      expect(attempts).toHaveLength(1);
    }));

  it('DV35: also when its HELLO was not heard and a press is the first sign', () =>
    withPad(async ({ clock, simulator, supervisor, told }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      simulator.press(5);
      await clock.advanceAsync(0);
      simulator.mute();
      simulator.brownOut();
      simulator.unmute();
      simulator.press(4);
      await clock.advanceAsync(0);
      expect(told).toEqual([`found ${padId}`, `press ${padId} 0 5`, `found ${padId}`, `press ${padId} 0 4`]);
    }));

  it('DV35: another pad in its place on the same port is a loss and a find', () =>
    withPad(async ({ clock, simulator, supervisor, told, states }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      const hello = { type: 'HELLO', address: '01', boot: '0001', firmware: '2', serialNumber: 'NEW' } as const;
      simulator.garble(encodePadMessage(hello));
      await clock.advanceAsync(0);
      const other = 'pingjia-line:NEW:01';
      expect(told).toEqual([`found ${padId}`, `lost ${padId} unplugged`, `found ${other}`]);
      expect(states.at(-1)).toMatchObject({ state: 'found', padId: other });
    }));
});
