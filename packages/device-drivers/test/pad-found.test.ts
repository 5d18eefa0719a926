import { describe, expect, it } from 'vitest';
import { withPad } from './with-pad.ts';

const padId = 'pingjia-line:SIM-0001:01';

describe('a pad is found', () => {
  it('DV27: goes from none over searching to found, and back to none when stopped', () =>
    withPad(async ({ clock, simulator, supervisor, states }) => {
      expect(supervisor.status().state).toBe('none');
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      await supervisor.stop();
      expect(states.map(({ state }) => state)).toEqual(['searching', 'found', 'none']);
      expect(states.at(1)).toEqual({
        state: 'found',
        address: 'serial:/dev/ttyUSB0',
        padId,
        fault: null,
        droppedFrames: 0,
        ignoredFrames: 0,
      });
    }));

  it('DV29: by its answer to the first PING, with what it told of itself', () =>
    withPad(async ({ clock, simulator, supervisor, heard, found }) => {
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      expect(heard).toEqual([expect.stringMatching(/^\$PING,01\*/)]);
      expect(found).toEqual([
        { padId, profile: 'pingjia-line', address: 'serial:/dev/ttyUSB0', firmware: '1.0.0', serialNumber: 'SIM-0001' },
      ]);
    }));

  it('DV29: by its HELLO, once', () =>
    withPad(async ({ clock, simulator, supervisor, told }) => {
      simulator.plug();
      simulator.mute();
      supervisor.start();
      await clock.advanceAsync(100);
      expect(told).toEqual([]);
      simulator.unmute();
      simulator.brownOut();
      await clock.advanceAsync(0);
      expect(told).toEqual([`found ${padId}`]);
    }));

  it('DV32: its name holds profile, serial number and address', () =>
    withPad(
      async ({ clock, simulator, supervisor, found }) => {
        simulator.plug();
        supervisor.start();
        await clock.advanceAsync(0);
        expect(found[0]?.padId).toBe('pingjia-line:AX.77:0B');
      },
      { address: 'serial:COM3?addr=0B', pad: { address: '0B', serialNumber: 'AX.77' } },
    ));

  it.each(['serial:/dev/ttyUSB0?profile=typewriter', 'serial:/dev/ttyUSB0?addr=FF'])(
    'DV40: %s is told as PAD_ADDRESS_INVALID and never opens a port',
    (address) =>
      withPad(
        async ({ clock, supervisor }) => {
          supervisor.start();
          await clock.advanceAsync(60_000);
          expect(supervisor.status()).toMatchObject({ state: 'searching', fault: { code: 'PAD_ADDRESS_INVALID' } });
        },
        { address },
      ),
  );

  it('DV28: looks for a missing pad after 250 ms, doubling to 5 s, each pause shortened by chance by up to a half', () =>
    withPad(async ({ clock, supervisor, attempts }) => {
      supervisor.start();
      await clock.advanceAsync(40_000);
      expect(supervisor.status()).toMatchObject({ state: 'searching', fault: { code: 'PAD_NOT_FOUND' } });
      const pauses = attempts.slice(1).map((time, index) => time - (attempts[index] ?? 0));
      expect(pauses.length).toBeGreaterThan(8);
      for (const [index, pause] of pauses.entries()) {
        const full = Math.min(250 * 2 ** index, 5_000);
        expect(pause).toBeGreaterThanOrEqual(full / 2);
        expect(pause).toBeLessThanOrEqual(full);
      }
    }));

  it('DV28: two hosts do not look in step', async () => {
    const times: number[][] = [];
    for (const seed of [1, 2]) {
      await withPad(
        async ({ clock, supervisor, attempts }) => {
          supervisor.start();
          await clock.advanceAsync(10_000);
          times.push([...attempts]);
        },
        { seed },
      );
    }
    expect(times[0]).not.toEqual(times[1]);
  });

  it('DV39: commands go out while a port is open and nowhere otherwise', () =>
    withPad(async ({ clock, simulator, supervisor, heard }) => {
      const command = (): void => {
        supervisor.confirm({ boot: '0000', count: 0 });
        supervisor.command({ type: 'arm', seconds: 30 });
        supervisor.command({ type: 'thank' });
        supervisor.command({ type: 'led', key: 5, mode: 'on' });
        supervisor.command({ type: 'say', phrase: 'thanks' });
        supervisor.command({ type: 'reset' });
      };
      command();
      expect(supervisor.capabilities()).toBeNull();
      simulator.plug();
      supervisor.start();
      await clock.advanceAsync(0);
      heard.length = 0;
      command();
      await clock.advanceAsync(0);
      expect(heard.map((line) => line.split(',')[0])).toEqual(['$GOT', '$ARM', '$THANK', '$LED', '$SAY', '$RESET']);
      expect(supervisor.capabilities()).toMatchObject({ leds: true, voice: true, heartbeat: true });
      expect(simulator.state()).toMatchObject({ thanked: 1, said: ['thanks'], armed: false });
    }));
});
