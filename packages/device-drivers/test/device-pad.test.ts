import { describe, expect, it } from 'vitest';
import { withDevicePad } from './with-device-pad.ts';

const padId = 'hid-five:SN-0001:usb';

describe('a pad that is a USB device', () => {
  it('HI10 TR15: found when plugged in, lost as unplugged, found again under another path, pressed throughout', () =>
    withDevicePad('hid:1209:5b5b?profile=hid-five', async ({ clock, simulator, supervisor, told }) => {
      supervisor.start();
      await clock.advanceAsync(1_000);
      expect(supervisor.status()).toMatchObject({ state: 'searching', fault: { code: 'PAD_NOT_FOUND' } });
      simulator.plug();
      await clock.advanceAsync(5_000);
      simulator.press(5);
      await clock.advanceAsync(100);
      simulator.unplug();
      await clock.advanceAsync(1_000);
      simulator.plug();
      await clock.advanceAsync(5_000);
      simulator.press(1);
      expect(told).toEqual([
        `found ${padId}`,
        `press ${padId} 5`,
        `lost ${padId} unplugged`,
        `found ${padId}`,
        `press ${padId} 1`,
      ]);
    }));

  it('HI4 TR7: reports that cannot be read are counted, and the next good one is heard', () =>
    withDevicePad('hid:1209:5b5b?profile=hid-five', async ({ clock, simulator, supervisor, told }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      simulator.garble(new Uint8Array());
      simulator.garble(new Uint8Array(70_000));
      simulator.press(3);
      expect(supervisor.status()).toMatchObject({ state: 'found', droppedFrames: 2 });
      expect(told.at(-1)).toBe(`press ${padId} 3`);
    }));

  it('HI9: commands reach a pad with lights through the supervisor', () =>
    withDevicePad(
      'hid:1209:5b5b?profile=hid-five',
      async ({ clock, simulator, supervisor }) => {
        simulator.plug();
        supervisor.start();
        await clock.advanceAsync(0);
        expect(supervisor.capabilities()).toMatchObject({ leds: true });
        supervisor.command({ type: 'led', key: 1, mode: 'on' });
        await clock.advanceAsync(0);
        expect(simulator.state().heard.map((report) => [...report])).toEqual([[7, 1]]);
      },
      'lit',
    ));
});

describe('a pad whose lights fail', () => {
  it('TR20: is not lost for it, and its keys are heard', () =>
    withDevicePad(
      'hid:1209:5b5b?profile=hid-five',
      async ({ clock, simulator, supervisor, stall, told }) => {
        simulator.plug();
        supervisor.start();
        await clock.advanceAsync(0);
        stall();
        supervisor.command({ type: 'reset' });
        await clock.advanceAsync(0);
        simulator.press(2);
        expect(supervisor.status()).toMatchObject({ state: 'found', droppedFrames: 1 });
        expect(told).toEqual([`found ${padId}`, `press ${padId} 2`]);
      },
      'lit',
    ));
});

describe('a pad that types into the window', () => {
  it('TR18 KS8: found when its port opens, pressed by the keys that the window hands over', () =>
    withDevicePad('keys:window?profile=key-strokes', async ({ clock, supervisor, windowKeys, told }) => {
      supervisor.start();
      await clock.advanceAsync(0);
      windowKeys.push('Digit4', true);
      windowKeys.push('Digit4', true);
      windowKeys.push('Digit4', false);
      windowKeys.push('Enter', true);
      await supervisor.stop();
      windowKeys.push('Digit5', true);
      const pad = 'key-strokes:unknown:keys:window';
      expect(told).toEqual([`found ${pad}`, `press ${pad} 5`, `lost ${pad} closed`]);
    }));

  it('DV40: a profile is refused on a transport that its family does not speak on', () =>
    withDevicePad('keys:window?profile=hid-five', async ({ clock, supervisor }) => {
      supervisor.start();
      await clock.advanceAsync(0);
      expect(supervisor.status()).toMatchObject({ state: 'searching', fault: { code: 'PAD_ADDRESS_INVALID' } });
    }));
});
