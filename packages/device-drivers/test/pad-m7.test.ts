import { describe, expect, it } from 'vitest';
import { createM7Simulator, type M7Simulator } from '../src/m7/simulator.ts';
import { type MessagePadOptions, withMessagePad } from './with-message-pad.ts';

const udp: MessagePadOptions<M7Simulator> = {
  address: 'udp:192.0.2.7:8001?profile=m7-udp',
  create: (options) => createM7Simulator('network', options),
  connected: false,
};
const usb: MessagePadOptions<M7Simulator> = {
  address: 'tcp-call:127.0.0.1:8001?profile=m7-tcp',
  create: (options) => createM7Simulator('usb', options),
  connected: true,
};
const udpPad = 'm7-udp:M7-SIM-0001:udp:192.0.2.7:8001';
const usbPad = 'm7-tcp:M7-SIM-0001:tcp-call:127.0.0.1:8001';

describe('an M7 device on the network', () => {
  it('MT10 MT11: is found by its heartbeat, under the serial number it gives', () =>
    withMessagePad(udp, async ({ told, heard }) => {
      expect(heard).toEqual(['S95E', 'S99||0||E']);
      expect(told).toEqual([`found ${udpPad}`]);
    }));

  it('MT12 MT16 MT17: armed, rated, thanked: the result is one press with its details, and is answered', () =>
    withMessagePad(udp, async ({ clock, simulator, supervisor, told, heard, presses }) => {
      supervisor.command({ type: 'arm', seconds: 30 });
      await clock.advanceAsync(0);
      expect(simulator.state().armed).toBe(true);
      simulator.choose(['510', '517', 'none']);
      simulator.press(4);
      await clock.advanceAsync(20_000);
      expect(told).toEqual([`found ${udpPad}`, 'press 4 510 517']);
      expect(presses[0]?.boot).toMatch(/^[0-9a-f]{32}$/);
      expect(heard.filter((frame) => frame === 'S02OK')).toHaveLength(1);
      expect(simulator.state()).toMatchObject({ acknowledged: 1, outstanding: 0 });
    }));

  it('MT18: a result that is sent again until it is answered is one press', () =>
    withMessagePad({ ...udp, confirms: false }, async ({ clock, simulator, supervisor, presses }) => {
      supervisor.command({ type: 'arm', seconds: 30 });
      await clock.advanceAsync(0);
      simulator.press(4);
      await clock.advanceAsync(9_000);
      expect(presses).toHaveLength(3);
      expect(new Set(presses.map(({ boot, count }) => `${boot} ${count}`)).size).toBe(1);
    }));

  it('MT17: a second result for the same arming is reported as a press of its own', () =>
    withMessagePad(udp, async ({ clock, simulator, supervisor, presses }) => {
      supervisor.command({ type: 'arm', seconds: 30 });
      await clock.advanceAsync(0);
      simulator.press(4);
      simulator.press(4);
      await clock.advanceAsync(0);
      expect(new Set(presses.map(({ boot, count }) => `${boot} ${count}`)).size).toBe(2);
      expect(supervisor.capabilities()?.walkUp).toBe(false);
    }));

  it('MT13: a command whose reply is late is said once more', () =>
    withMessagePad(udp, async ({ clock, simulator, supervisor, heard }) => {
      heard.length = 0;
      simulator.lateReply(3_500);
      supervisor.command({ type: 'pause' });
      supervisor.command({ type: 'notice', text: '系统维护' });
      await clock.advanceAsync(2_999);
      expect(heard).toEqual(['S03E']);
      await clock.advanceAsync(1);
      expect(heard).toEqual(['S03E', 'S03E', 'S15||系统维护||E']);
      expect(simulator.state()).toMatchObject({ screen: 'paused', texts: ['系统维护'] });
    }));

  it('MT19: a brown-out is not told; what was armed is forgotten, presses go on', () =>
    withMessagePad(udp, async ({ clock, simulator, supervisor, told }) => {
      supervisor.command({ type: 'arm', seconds: 30 });
      await clock.advanceAsync(0);
      simulator.brownOut();
      expect(simulator.state().armed).toBe(false);
      simulator.press(2);
      await clock.advanceAsync(10_000);
      expect(told).toEqual([`found ${udpPad}`, 'press 2']);
    }));

  it('MT10: one that is silent or without power is lost as silent, and found again', () =>
    withMessagePad(udp, async ({ clock, simulator, told }) => {
      simulator.mute();
      await clock.advanceAsync(20_000);
      expect(told.at(-1)).toBe(`lost ${udpPad} silent`);
      simulator.unmute();
      await clock.advanceAsync(5_000);
      expect(told.at(-1)).toBe(`found ${udpPad}`);
      simulator.unplug();
      await clock.advanceAsync(20_000);
      expect(told.at(-1)).toBe(`lost ${udpPad} silent`);
    }));

  it('MT5: a frame cut short is dropped, and the next one is heard', () =>
    withMessagePad(udp, async ({ clock, simulator, supervisor, told }) => {
      simulator.wrongChecksum();
      simulator.press(5);
      await clock.advanceAsync(0);
      expect(supervisor.status().droppedFrames).toBe(1);
      await clock.advanceAsync(3_000);
      expect(told).toEqual([`found ${udpPad}`, 'press 5']);
    }));
});

describe('an M7 device on a forwarded USB port', () => {
  it('MT10 MT11: is found by its answers, one call after the other; what an earlier connection left is fetched', () =>
    withMessagePad(usb, async ({ told, heard }) => {
      expect(heard).toEqual(['S95E', 'S99||0||E', 'SE']);
      expect(told).toEqual([`found ${usbPad}`]);
    }));

  it('MT15: is asked for its result once a second while one is awaited, until it comes', () =>
    withMessagePad(usb, async ({ clock, simulator, supervisor, told, heard }) => {
      heard.length = 0;
      supervisor.command({ type: 'arm', seconds: 30 });
      await clock.advanceAsync(2_500);
      expect(heard).toEqual(['S02E', 'SE', 'SE']);
      simulator.press(1);
      await clock.advanceAsync(500);
      expect(told.at(-1)).toBe('press 1');
      await clock.advanceAsync(4_000);
      expect(heard.filter((frame) => frame === 'SE')).toHaveLength(3);
    }));

  it('MT15: no longer than the seconds it was armed for', () =>
    withMessagePad(usb, async ({ clock, supervisor, heard }) => {
      heard.length = 0;
      supervisor.command({ type: 'arm', seconds: 4.2 });
      await clock.advanceAsync(60_000);
      expect(heard.filter((frame) => frame === 'SE')).toHaveLength(5);
    }));

  it('MT15: disarmed it is asked once more, so that its last result does not wait for the next citizen', () =>
    withMessagePad(usb, async ({ clock, simulator, supervisor, told, heard }) => {
      heard.length = 0;
      supervisor.command({ type: 'arm', seconds: 30 });
      await clock.advanceAsync(1_500);
      simulator.press(3);
      supervisor.command({ type: 'reset' });
      await clock.advanceAsync(10_000);
      expect(heard).toEqual(['S02E', 'SE', 'SE', 'S01E', 'S95E', 'S95E']);
      expect(told.at(-1)).toBe('press 3');
    }));

  it('MT10: unplugged it is lost, plugged in it is found', () =>
    withMessagePad(usb, async ({ clock, simulator, told }) => {
      simulator.unplug();
      await clock.advanceAsync(0);
      simulator.plug();
      await clock.advanceAsync(5_000);
      expect(told).toEqual([`found ${usbPad}`, `lost ${usbPad} unplugged`, `found ${usbPad}`]);
    }));
});
