import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import type { SimulatedPress } from '../simulate/simulated-pad.ts';
import type { M7Form } from './form.ts';
import { createM7Simulator, type M7Simulator, m7TcpSimulator, m7UdpSimulator } from './simulator.ts';

interface World {
  readonly clock: ManualClock;
  readonly pad: M7Simulator;
  readonly sent: string[];
  readonly settled: SimulatedPress[];
  readonly power: boolean[];
  tell(text: string): void;
}

function simulate(form: M7Form, options: Readonly<Record<string, string>> = {}): World {
  const clock = new ManualClock();
  const sent: string[] = [];
  const settled: SimulatedPress[] = [];
  const power: boolean[] = [];
  const pad = createM7Simulator(form, {
    clock,
    random: new SeededRandom(1),
    send: (bytes) => void sent.push(Buffer.from(bytes).toString('utf8')),
    settled: (press) => void settled.push(press),
    power: (on) => void power.push(on),
    options,
  });
  return { clock, pad, sent, settled, power, tell: (text) => pad.receive(Buffer.from(text)) };
}

const result = (count: number, key: number): string =>
  `S02||||${key}||||3||2026-01-05 09:00:00||1-${count}.jpg||||||||||||E`;

describe('simulated M7 device', () => {
  it('MT20: repeats a result every 3 s, three times in all, until it is answered', () => {
    const { clock, pad, sent, settled, tell } = simulate('network');
    pad.plug();
    pad.press(4);
    clock.advance(60_000);
    pad.press(5);
    tell('S02OK');
    clock.advance(60_000);
    expect(sent.map((frame) => frame.split('||')[2])).toEqual(['4', '4', '4', '5']);
    expect(settled.map(({ key, outcome }) => [key, outcome])).toEqual([
      [4, 'gave-up'],
      [5, 'acknowledged'],
    ]);
    expect(pad.state()).toMatchObject({ pressed: 2, acknowledged: 1, outstanding: 0 });
  });

  it('MT20: keeps results on USB until it is asked, one an answer', () => {
    const { pad, sent, tell } = simulate('usb');
    pad.plug();
    pad.press(4);
    pad.press(5);
    for (const _ of [1, 2, 3]) tell('SE');
    expect(sent).toEqual([result(0, 4), result(1, 5), 'RecvCmdOK']);
  });

  it('MT20: says what it is, and shows what it is told', () => {
    const { pad, sent, tell } = simulate('network', { serial: 'X9' });
    pad.plug();
    for (const frame of ['S99||0||E', 'S047E', 'S02E', 'S09您好E', 'S96||A1,社保||E']) tell(frame);
    expect(sent).toEqual(['S99||X9||1.0||E', 'S04OK', 'S02OK', 'S09OK', 'S96OK']);
    expect(pad.state()).toMatchObject({ armed: true, staff: '7', texts: ['您好', 'A1,社保'] });
    for (const frame of ['S05E', 'S03E', 'S06E', 'rubbish']) tell(frame);
    expect(pad.state()).toMatchObject({ armed: false, staff: null, screen: 'welcome', ignored: 1 });
  });

  it('MT20: a key held, stuck or bouncing is one press; the others go on', () => {
    const { pad } = simulate('usb');
    pad.plug();
    expect(pad.hold(1)?.key).toBe(1);
    expect(pad.press(1)).toBeNull();
    expect(pad.press(2)?.outcome).toBe('sent');
    pad.release(1);
    expect(pad.bounce(1, 9)?.key).toBe(1);
    expect(pad.stickKey(3)?.key).toBe(3);
    expect(pad.press(3)).toBeNull();
    expect(pad.state().pressed).toBe(4);
  });

  it('MT20: without power it is dead; what was under way is forgotten', () => {
    const { clock, pad, sent, settled, power, tell } = simulate('network');
    expect(pad.press(1)).toBeNull();
    pad.garble(Uint8Array.of(1));
    tell('S95E');
    pad.unplug();
    pad.plug();
    pad.plug();
    pad.press(1);
    tell('S02E');
    pad.lateReply(100);
    tell('S95E');
    pad.brownOut();
    pad.unplug();
    pad.brownOut();
    clock.advance(60_000);
    expect(power).toEqual([true, false]);
    expect(sent).toEqual([result(0, 1), 'S02OK']);
    expect(settled.map(({ outcome }) => outcome)).toEqual(['forgotten']);
    expect(pad.state()).toMatchObject({ plugged: false, armed: false });
  });

  it('MT20: mute, late, cut short, noise', () => {
    const { clock, pad, sent, tell } = simulate('network');
    pad.plug();
    pad.mute();
    tell('S95E');
    pad.unmute();
    pad.lateReply(100);
    tell('S95E');
    expect(sent).toEqual([]);
    clock.advance(100);
    pad.wrongChecksum();
    tell('S95E');
    pad.garble(Buffer.from('noise'));
    expect(sent).toEqual(['S95OK', 'S9', 'noise']);
  });

  it('MT20: the same verbs give the same bytes, and each form has its name', () => {
    const run = (form: M7Form): readonly string[] => {
      const { clock, pad, sent, tell } = simulate(form);
      pad.plug();
      pad.choose(['510']);
      pad.press(4);
      clock.advance(4_000);
      tell('SE');
      return sent;
    };
    expect(run('network')).toEqual(run('network'));
    expect(run('usb')).toEqual(run('usb'));
    expect([m7UdpSimulator.name, m7UdpSimulator.line]).toEqual(['m7-udp', 'udp']);
    expect([m7TcpSimulator.name, m7TcpSimulator.line]).toEqual(['m7-tcp', 'tcp-call']);
  });
});
