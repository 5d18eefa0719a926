import { describe, expect, it } from 'vitest';
import { createQueueBridgeSimulator, type QueueBridgeSimulator } from '../src/queue-bridge/simulator.ts';
import { type MessagePadOptions, withMessagePad } from './with-message-pad.ts';

const device: MessagePadOptions<QueueBridgeSimulator> = {
  address: 'udp:192.0.2.8:8002?profile=queue-bridge',
  create: createQueueBridgeSimulator,
  connected: false,
};
const padId = 'queue-bridge:unknown:udp:192.0.2.8:8002';

describe('a device that takes the queue bridge’s commands', () => {
  it('QB7 QB8: is found when its port opens; armed, rated, one press with its tags', () =>
    withMessagePad(device, async ({ clock, simulator, supervisor, told, heard }) => {
      supervisor.command({ type: 'arm', seconds: 30 });
      await clock.advanceAsync(0);
      expect(simulator.state().armed).toBe(true);
      simulator.choose(['510', '511']);
      simulator.press(5);
      await clock.advanceAsync(20_000);
      expect(told).toEqual([`found ${padId}`, 'press 5 510 511']);
      expect(heard).toEqual(['{"command":"apprise","sno":"1"}', '{"succ":"0"}']);
    }));

  it('QB7: a command whose answer does not come is said once more; silence, unplugging and brown-outs go unnoticed', () =>
    withMessagePad(device, async ({ clock, simulator, supervisor, told, heard }) => {
      simulator.mute();
      supervisor.command({ type: 'pause' });
      await clock.advanceAsync(60_000);
      expect(heard).toHaveLength(2);
      simulator.unmute();
      simulator.brownOut();
      simulator.unplug();
      await clock.advanceAsync(60_000);
      simulator.plug();
      simulator.lateReply(2_000);
      simulator.press(1);
      await clock.advanceAsync(2_000);
      expect(told).toEqual([`found ${padId}`, 'press 1']);
    }));

  it('QB6: a message cut short is dropped, and the next one is heard', () =>
    withMessagePad(device, async ({ clock, simulator, supervisor, told }) => {
      simulator.wrongChecksum();
      simulator.press(5);
      simulator.press(4);
      await clock.advanceAsync(0);
      expect(supervisor.status().droppedFrames).toBe(1);
      expect(told).toEqual([`found ${padId}`, 'press 4']);
    }));
});
