import { describe, expect, it } from 'vitest';
import {
  type CounterTerminalSimulator,
  counterTerminalSimulator,
  createCounterTerminalSimulator,
} from '../src/counter-terminal/simulator.ts';
import { type MessagePadOptions, withMessagePad } from './with-message-pad.ts';

const terminal: MessagePadOptions<CounterTerminalSimulator> = {
  address: 'ws:127.0.0.1:9000/?profile=counter-terminal',
  create: createCounterTerminalSimulator,
  connected: true,
};
const padId = 'counter-terminal:unknown:ws:127.0.0.1:9000/';

describe('a counter terminal', () => {
  it('CT7 CT8: is found when its connection opens; armed, rated, one press with its details', () =>
    withMessagePad(terminal, async ({ clock, simulator, supervisor, told }) => {
      supervisor.command({ type: 'staff', staff: { number: '7', name: '王芳' } });
      supervisor.command({ type: 'arm', seconds: 30 });
      await clock.advanceAsync(0);
      expect(simulator.state()).toMatchObject({ armed: true, teller: '7' });
      simulator.choose(['510']);
      simulator.press(5);
      await clock.advanceAsync(60_000);
      expect(told).toEqual([`found ${padId}`, 'press 5 510']);
      expect(simulator.state()).toMatchObject({ armed: false, pressed: 1 });
    }));

  it('CT6: nobody rates, the citizen leaves, the device fails: no press', () =>
    withMessagePad(terminal, async ({ clock, simulator, supervisor, told }) => {
      supervisor.command({ type: 'arm', seconds: 30 });
      await clock.advanceAsync(30_000);
      expect(simulator.state().armed).toBe(false);
      for (const how of ['cancelled', 'device-failed'] as const) {
        supervisor.command({ type: 'arm', seconds: 30 });
        await clock.advanceAsync(0);
        simulator.giveUp(how);
        simulator.giveUp(how);
        await clock.advanceAsync(0);
      }
      expect(told).toEqual([`found ${padId}`]);
      expect(supervisor.status().droppedFrames).toBe(1);
    }));

  it('CT8: a newer request cancels the open one; a late answer is a press; one that is silent is not missed', () =>
    withMessagePad(terminal, async ({ clock, simulator, supervisor, told }) => {
      supervisor.command({ type: 'arm', seconds: 30 });
      supervisor.command({ type: 'arm', seconds: 20 });
      await clock.advanceAsync(0);
      simulator.lateReply(25_000);
      simulator.press(2);
      await clock.advanceAsync(24_999);
      expect(told).toEqual([`found ${padId}`]);
      await clock.advanceAsync(1);
      expect(told.at(-1)).toBe('press 2');
      simulator.mute();
      simulator.press(3);
      await clock.advanceAsync(60_000);
      expect(told).toHaveLength(2);
    }));

  it('CT3: an answer cut short is dropped, and the next one is heard', () =>
    withMessagePad(terminal, async ({ clock, simulator, supervisor, told }) => {
      simulator.receive(Buffer.from('rubbish'));
      simulator.wrongChecksum();
      simulator.press(5);
      simulator.press(4);
      await clock.advanceAsync(0);
      expect(simulator.state().ignored).toBe(1);
      expect(supervisor.status().droppedFrames).toBe(1);
      expect(told).toEqual([`found ${padId}`, 'press 4']);
    }));

  it('CT8: pulled it is lost, plugged in it is found; after a brown-out nothing is open', () =>
    withMessagePad(terminal, async ({ clock, simulator, supervisor, told }) => {
      supervisor.command({ type: 'arm', seconds: 30 });
      await clock.advanceAsync(0);
      simulator.brownOut();
      expect(simulator.state().armed).toBe(false);
      simulator.unplug();
      await clock.advanceAsync(0);
      simulator.plug();
      await clock.advanceAsync(5_000);
      expect(told).toEqual([`found ${padId}`, `lost ${padId} unplugged`, `found ${padId}`]);
      expect([counterTerminalSimulator.name, counterTerminalSimulator.line]).toEqual(['counter-terminal', 'websocket']);
    }));
});
