import { describe, expect, it } from 'vitest';
import type { PadCommand } from '../pad-command.ts';
import { logDriver } from '../testing/driver-log.ts';
import { createM7Driver, m7Tcp, m7Udp } from './driver.ts';
import { infoPatience } from './introduction.ts';

const network = (options?: Readonly<Record<string, string>>): ReturnType<typeof logDriver> =>
  logDriver(createM7Driver('network'), options);
const usb = (): ReturnType<typeof logDriver> => logDriver(createM7Driver('usb'));
const result = (key: number): string => `S02||||${key}||||||||||||||E`;

describe('M7 driver', () => {
  it('MT9: no key means a grade until it was learnt, and a press that nobody awaits never counts', () => {
    for (const family of [m7Udp, m7Tcp]) expect(family.keyMap).toBeNull();
    expect(network().driver.capabilities).toMatchObject({ walkUp: false, heartbeat: true, screen: true, voice: true });
  });

  it('MT10: the heartbeat is not held up by a command that waits for its reply', () => {
    const { driver, sent } = network();
    driver.command({ type: 'pause' });
    driver.probe();
    expect(sent).toEqual(['S03E', 'S95E', 'S99||0||E']);
  });

  it('MT11: a device that does not say who it is has no number after 500 ms, and is not asked again', () => {
    const { driver, clock, told, sent, hear } = network();
    driver.probe();
    hear('S95OK');
    clock.advance(infoPatience - 1);
    expect(told).toEqual(['acknowledged S95']);
    clock.advance(1);
    driver.probe();
    hear('S95OK');
    expect(told).toEqual(['acknowledged S95', 'identified null null', 'identified null null', 'acknowledged S95']);
    expect(sent).toEqual(['S95E', 'S99||0||E', 'S95E']);
  });

  it('MT11: what it says of itself is its identity from then on', () => {
    const { driver, clock, told, hear } = network();
    driver.probe();
    hear('S95OK');
    hear('S99||M7-1||2.0||E');
    clock.advance(60_000);
    hear('S95OK');
    expect(told).toEqual(['acknowledged S95', 'identified M7-1 2.0', 'identified M7-1 2.0', 'acknowledged S95']);
  });

  it('MT12: each command in its words; what it has no words for goes nowhere', () => {
    const { driver, sent, hear } = network();
    const commands: readonly (readonly [PadCommand, string | null])[] = [
      [{ type: 'welcome' }, 'S01E'],
      [{ type: 'arm', seconds: 30 }, 'S02E'],
      [{ type: 'arm', seconds: 0 }, 'S01E'],
      [{ type: 'pause' }, 'S03E'],
      [{ type: 'resume' }, 'S06E'],
      [{ type: 'staff', staff: { number: '7', name: '王芳' } }, 'S047E'],
      [{ type: 'staff', staff: null }, 'S05E'],
      [{ type: 'speak', text: '请到一号窗口' }, 'S09请到一号窗口E'],
      [{ type: 'notice', text: '午休' }, 'S15||午休||E'],
      [{ type: 'ticket', number: 'A1', service: '社保' }, 'S96||A1,社保||E'],
      [
        { type: 'clock', at: { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 } },
        'S14||2026||2||3||4||5||6||E',
      ],
      [{ type: 'reset' }, 'S01E'],
      [{ type: 'thank' }, null],
      [{ type: 'led', key: 1, mode: 'on' }, null],
      [{ type: 'say', phrase: 'welcome' }, null],
    ];
    for (const [command, expected] of commands) {
      sent.length = 0;
      driver.command(command);
      expect(sent).toEqual(expected === null ? [] : [expected]);
      expect(driver.capabilities.commands.has(command.type)).toBe(expected !== null);
      for (const frame of sent) hear(`${frame.slice(0, 3)}OK`);
    }
  });

  it('MT12: arm-id=on names each arming with 32 hexadecimal digits of its own; anything but on and off is refused', () => {
    const { driver, sent, hear } = network({ 'arm-id': 'on' });
    driver.command({ type: 'arm', seconds: 30 });
    hear('S02OK');
    driver.command({ type: 'arm', seconds: 30 });
    expect(sent[0]).toMatch(/^S02[0-9a-f]{32}E$/);
    expect(sent[1]).not.toBe(sent[0]);
    expect(() => network({ 'arm-id': 'yes' })).toThrow('PAD_ADDRESS_INVALID');
  });

  it('MT3: no name, number or notice that a host is given makes a second frame', () => {
    const { driver, sent, hear } = network();
    const commands: readonly PadCommand[] = [
      { type: 'staff', staff: { number: '1ES05E', name: '||E' } },
      { type: 'speak', text: 'S03E' },
      { type: 'ticket', number: '1,2||E', service: 'E' },
    ];
    for (const command of commands) {
      driver.command(command);
      hear(`${sent.at(-1)?.slice(0, 3)}OK`);
    }
    expect(sent.map((frame) => frame.match(/E/g)?.length)).toEqual([1, 1, 1]);
    expect(sent[2]?.match(/,/g)).toHaveLength(1);
  });

  it('MT14: over the network a reply answers the command of its number only', () => {
    const { driver, sent, told, hear } = network();
    driver.command({ type: 'pause' });
    driver.command({ type: 'resume' });
    hear('S01OK');
    hear('RecvCmdOK');
    expect(sent).toEqual(['S03E']);
    hear('S03OK');
    expect(sent).toEqual(['S03E', 'S06E']);
    expect(told).toEqual(['acknowledged S01', 'acknowledged call', 'acknowledged S03']);
  });

  it('MT14: over USB every answer ends its call, also an empty or a malformed one', () => {
    const { driver, sent, told } = usb();
    driver.command({ type: 'pause' });
    driver.command({ type: 'resume' });
    driver.command({ type: 'notice', text: '午休' });
    driver.receive(new Uint8Array());
    driver.receive(Uint8Array.of(0xff));
    expect(sent).toEqual(['S03E', 'S25E', 'S15||午休||E']);
    expect(told).toEqual(['dropped bad-text']);
  });

  it('MT13: over USB a device that says nothing is asked no faster than its calls can end', () => {
    const { driver, clock, sent } = usb();
    driver.command({ type: 'arm', seconds: 300 });
    clock.advance(300_000);
    expect(sent.length).toBeLessThan(300_000 / 3_200);
    expect(sent.filter((frame) => frame === 'SE').length).toBeGreaterThan(80);
  });

  it('MT16: a press on disk is answered over the network; over USB nothing is owed', () => {
    const [udp, tcp] = [network(), usb()];
    for (const { driver } of [udp, tcp]) driver.confirm({ boot: '0', count: 0 });
    expect(udp.sent).toEqual(['S02OK']);
    expect(tcp.sent).toEqual([]);
  });

  it('MT17 MT18: sent again it is the same press; a second one, or one that nobody armed, is a press of its own', () => {
    const { driver, clock, presses, hear } = network();
    hear(result(1));
    hear(result(1));
    driver.command({ type: 'arm', seconds: 30 });
    hear(result(1));
    hear(result(2));
    clock.advance(20_000);
    hear(result(2));
    expect(presses.map(({ key, count }) => [key, count])).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
      [2, 2],
      [2, 3],
    ]);
  });

  it('MT18: a result that says its time is the same press also when the next citizen is awaited by then', () => {
    const { driver, presses, hear } = network();
    const dated = 'S02||||4||||3||2026-01-05 09:00:00||||||||||E';
    driver.command({ type: 'arm', seconds: 30 });
    hear(dated);
    driver.command({ type: 'arm', seconds: 30 });
    hear(dated);
    hear(dated.replace('09:00:00', '09:00:01'));
    expect(presses.map(({ count }) => count)).toEqual([0, 0, 1]);
  });

  it('MT21: a hundred thousand frames leave no timer behind, and none is left after the end', () => {
    const { driver, clock, hear } = network();
    driver.probe();
    driver.command({ type: 'arm', seconds: 30 });
    for (let index = 0; index < 100_000; index += 1) hear(index % 2 === 0 ? result(index % 256) : 'S95OK');
    expect(clock.pending).toBeLessThanOrEqual(2);
    driver.dispose?.();
    expect(clock.pending).toBe(0);
  });
});
