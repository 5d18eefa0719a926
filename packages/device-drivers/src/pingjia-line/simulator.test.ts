import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { decodePadLine, encodeHostMessage } from './codec.ts';
import { createLineReader } from './line-reader.ts';
import type { HostMessage, PadMessage } from './message.ts';
import { pressRepetition } from './press-repetition.ts';
import { createPadSimulator, type SimulatorOptions } from './simulator.ts';
import type { SimulatedPress } from '../simulate/simulated-pad.ts';

function setUp(options: Partial<SimulatorOptions> = {}) {
  const clock = new ManualClock();
  const said: PadMessage[] = [];
  const settled: SimulatedPress[] = [];
  const reader = createLineReader(decodePadLine, {
    message: (message) => void said.push(message),
    dropped: () => undefined,
  });
  const pad = createPadSimulator({
    clock,
    random: new SeededRandom(7),
    send: (bytes) => reader.push(bytes),
    settled: (press) => void settled.push(press),
    ...options,
  });
  const tell = (message: HostMessage): void => pad.receive(encodeHostMessage(message));
  const keys = (): number[] => said.flatMap((message) => (message.type === 'KEY' ? [message.count] : []));
  const got = (count: number): void => tell({ type: 'GOT', address: '01', boot: pad.state().boot ?? '', count });
  return { clock, said, settled, pad, tell, keys, got };
}

const { interval, times } = pressRepetition;

describe('simulated pad', () => {
  it('DV18: counts presses from 0 at power-on, one up each, and wraps after 65535', () => {
    const { pad, keys, got } = setUp();
    pad.plug();
    for (let count = 0; count < 65_537; count += 1) {
      pad.press(1);
      got(count % 65_536);
    }
    expect(keys().slice(0, 3)).toEqual([0, 1, 2]);
    expect(keys().slice(-2)).toEqual([65_535, 0]);
  });

  it('DV19: repeats a press every 300 ms until GOT of its boot and count', () => {
    const { clock, pad, keys, got, tell } = setUp();
    pad.plug();
    pad.press(5);
    clock.advance(2 * interval);
    expect(keys()).toEqual([0, 0, 0]);
    tell({ type: 'GOT', address: '01', boot: '0000', count: 0 });
    got(1);
    tell({ type: 'GOT', address: '02', boot: pad.state().boot ?? '', count: 0 });
    clock.advance(interval);
    expect(keys()).toHaveLength(4);
    got(0);
    clock.advance(60_000);
    expect(keys()).toHaveLength(4);
    expect(pad.state()).toMatchObject({ acknowledged: 1, lost: 0, outstanding: 0 });
  });

  it('DV19: gives a press up after 20 repeats', () => {
    const { clock, pad, keys, settled } = setUp();
    pad.plug();
    pad.press(5);
    clock.advance(times * interval);
    expect(keys()).toHaveLength(1 + times);
    expect(settled).toEqual([]);
    clock.advance(60_000);
    expect(keys()).toHaveLength(1 + times);
    expect(settled).toMatchObject([{ count: 0, key: 5, outcome: 'gave-up' }]);
  });

  it('DV20: several presses wait at once, each answered by its own GOT', () => {
    const { clock, pad, keys, got } = setUp();
    pad.plug();
    for (const key of [1, 2, 3]) pad.press(key);
    got(1);
    clock.advance(interval);
    expect(keys()).toEqual([0, 1, 2, 0, 2]);
  });

  it('DV20: a full memory counts further presses but cannot send them', () => {
    const { pad, keys, got } = setUp({ capacity: 2 });
    pad.plug();
    for (const key of [1, 2, 3]) pad.press(key);
    got(0);
    pad.press(4);
    expect(keys()).toEqual([0, 1, 3]);
    expect(pad.state().lost).toBe(1);
  });

  it('DV21: says HELLO with a new boot at each power-on and forgets what waited', () => {
    const { clock, pad, said, settled } = setUp();
    pad.plug();
    pad.press(5);
    pad.brownOut();
    pad.press(4);
    pad.unplug();
    clock.advance(60_000);
    pad.plug();
    const hellos = said.filter((message) => message.type === 'HELLO');
    expect(new Set(hellos.map(({ boot }) => boot)).size).toBe(3);
    expect(said.filter(({ type }) => type === 'KEY')).toMatchObject([
      { count: 0, key: 5 },
      { count: 0, key: 4 },
    ]);
    expect(settled.map(({ outcome }) => outcome)).toEqual(['forgotten', 'forgotten']);
  });

  it('DV21: without power it neither hears, speaks nor counts', () => {
    const { pad, said, tell } = setUp();
    tell({ type: 'PING', address: '01' });
    pad.garble(Uint8Array.of(1));
    pad.brownOut();
    expect(pad.press(5)).toBeNull();
    expect(said).toEqual([]);
    expect(pad.state()).toMatchObject({ plugged: false, boot: null, pressed: 0 });
  });

  it('DV22: answers PING with PONG and every other command but GOT with ACK', () => {
    const { pad, said, tell, got } = setUp();
    pad.plug();
    said.length = 0;
    tell({ type: 'PING', address: '01' });
    tell({ type: 'ARM', address: 'FF', seconds: 5 });
    tell({ type: 'THANK', address: '01' });
    tell({ type: 'LED', address: '01', key: 5, mode: 'on' });
    tell({ type: 'SAY', address: '01', phrase: 'thanks' });
    tell({ type: 'RESET', address: '01' });
    got(0);
    expect(said.map((message) => (message.type === 'ACK' ? message.verb : message.type))).toEqual([
      'PONG',
      'ARM',
      'THANK',
      'LED',
      'SAY',
      'RESET',
    ]);
  });

  it('DV23: armed until its time is over, disarmed by 0 and by RESET, which also darkens the keys', () => {
    const { clock, pad, tell } = setUp();
    pad.plug();
    tell({ type: 'ARM', address: '01', seconds: 5 });
    clock.advance(4_999);
    expect(pad.state().armed).toBe(true);
    clock.advance(1);
    expect(pad.state().armed).toBe(false);
    tell({ type: 'ARM', address: '01', seconds: 5 });
    tell({ type: 'ARM', address: '01', seconds: 0 });
    expect(pad.state().armed).toBe(false);
    tell({ type: 'ARM', address: '01', seconds: 5 });
    tell({ type: 'LED', address: '01', key: 4, mode: 'blink' });
    tell({ type: 'THANK', address: '01' });
    tell({ type: 'SAY', address: '01', phrase: 'thanks' });
    expect(pad.state()).toMatchObject({ armed: true, leds: { 4: 'blink' }, thanked: 1, said: ['thanks'] });
    pad.press(3);
    tell({ type: 'RESET', address: '01' });
    expect(pad.state()).toMatchObject({ armed: false, leds: {}, outstanding: 1 });
  });

  it('DV24: held, stuck and bouncing keys are one press each; the other keys go on', () => {
    const { clock, pad, keys, got } = setUp();
    pad.plug();
    pad.hold(5);
    clock.advance(interval - 1);
    expect(pad.press(5)).toBeNull();
    pad.release(5);
    pad.stickKey(1);
    expect(pad.press(1)).toBeNull();
    pad.bounce(2, 9);
    pad.press(3);
    expect(keys()).toEqual([0, 1, 2, 3]);
    for (const count of keys()) got(count);
    clock.advance(60_000);
    expect(keys()).toHaveLength(4);
  });

  it('DV18: a press that could not be sent shows as a jump of the count', () => {
    const { pad, keys } = setUp();
    pad.plug();
    pad.press(1);
    pad.dropNextPress();
    pad.press(2);
    pad.press(3);
    expect(keys()).toEqual([0, 2]);
    expect(pad.state()).toMatchObject({ pressed: 3, lost: 1, outstanding: 2 });
  });

  it('DV22: muted it neither hears nor speaks, and goes on afterwards', () => {
    const { clock, pad, keys, got } = setUp();
    pad.plug();
    pad.mute();
    pad.press(5);
    got(0);
    clock.advance(interval);
    expect(keys()).toEqual([]);
    pad.unmute();
    clock.advance(interval);
    expect(keys()).toEqual([0]);
  });

  it('DV12: what it cannot understand, or is not meant for it, it ignores and counts', () => {
    const { pad, tell } = setUp();
    pad.plug();
    pad.receive(Buffer.from('$ARM,01,5*0000\r\nnoise'));
    tell({ type: 'THANK', address: '02' });
    expect(pad.state()).toMatchObject({ ignored: 3, thanked: 0, armed: false });
  });

  it('DV46: a late reply leaves late, a spoilt one carries a wrong checksum, and only the next frame', () => {
    const { clock, pad, said, keys, tell } = setUp();
    pad.plug();
    pad.wrongChecksum();
    tell({ type: 'PING', address: '01' });
    expect(said).toHaveLength(1);
    pad.lateReply(50);
    tell({ type: 'PING', address: '01' });
    expect(said).toHaveLength(1);
    clock.advance(50);
    expect(said.at(-1)).toMatchObject({ type: 'PONG' });
    pad.press(3);
    expect(keys()).toEqual([0]);
  });
});
