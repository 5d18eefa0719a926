import { SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { logDriver } from '../testing/driver-log.ts';
import type { PressFrame } from '../pad-driver.ts';
import { createProfileDriver } from './profile-driver.ts';
import { createProfileFamily } from './profile-family.ts';
import { readExampleProfile } from '../fuzz/example-profiles.ts';

const text = readExampleProfile('text-line');
const binary = readExampleProfile('addressed-binary');
const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');
/** What was sent, in hexadecimal: the log keeps texts. */
const textLog = (more: Partial<typeof text> = {}) => logDriver(createProfileDriver({ ...text, ...more }));

describe('a driver made of a profile', () => {
  it('PF16: the same key again within the repeat window is no press, however long that goes on', () => {
    const pad = textLog();
    for (let report = 0; report < 50; report += 1) {
      pad.hear('#KEY=5\r\n');
      pad.clock.advance(150);
    }
    expect(pad.presses.map(({ key }) => key)).toEqual([5]);
    pad.clock.advance(200);
    pad.hear('#KEY=5\r\n');
    pad.hear('#KEY=4\r\n');
    expect(pad.presses.map(({ key }) => key)).toEqual([5, 5, 4]);
    expect(new Set(pad.presses.map(({ boot, count }) => `${boot} ${count}`)).size).toBe(3);
  });

  it('PF17: a numbered press that is reported again has the same name, and is confirmed with its number', () => {
    const sent: string[] = [];
    const presses: string[] = [];
    const made = createProfileDriver(binary)({
      ...driverParts(),
      write: (frame) => void sent.push(Buffer.from(frame).toString('hex')),
      events: {
        ...driverParts().events,
        press: ({ boot, count, key }) => void presses.push(`${boot} ${count} ${key}`),
      },
    });
    if (!made.ok) throw new Error(made.error.code);
    for (let report = 0; report < 2; report += 1) made.value.receive(bytes('AA 55 01 4B 05 09 00 46'));
    const [boot = '', count = ''] = presses[0]?.split(' ') ?? [];
    expect(presses).toEqual([`${boot} ${count} 5`, `${boot} ${count} 5`]);
    made.value.confirm({ boot, count: Number(count) });
    made.value.confirm({ boot: 'another', count: 0 });
    expect(sent).toEqual(['aa55016b05090066']);
  });

  it('PF17: a numbered press that is reported again after the port was opened anew is the same press', () => {
    const create = createProfileDriver(binary);
    const parts = driverParts();
    const names: string[] = [];
    const opened = (place = parts.place) => {
      const press = ({ boot, count }: PressFrame): void => void names.push(`${boot} ${count}`);
      const made = create({
        ...parts,
        random: new SeededRandom(names.length),
        place,
        events: { ...parts.events, press },
      });
      if (!made.ok) throw new Error(made.error.code);
      return made.value;
    };
    const report = bytes('AA 55 01 4B 05 09 00 46');
    opened().receive(report);
    opened().receive(report);
    expect(new Set(names).size).toBe(1);
    opened('serial:another').receive(report);
    expect(new Set(names).size).toBe(2);
    parts.clock.advance(binary.timeouts.answer + 1);
    opened().receive(report);
    expect(new Set(names).size).toBe(3);
  });

  it('PF20: a pad that waits for a fixed time is armed again until the time is over or a key is pressed', () => {
    const pad = textLog();
    pad.driver.command({ type: 'arm', seconds: 25 });
    pad.clock.advance(60_000);
    expect(pad.sent).toEqual(['#START\r\n', '#START\r\n', '#START\r\n']);
    pad.driver.command({ type: 'arm', seconds: 25 });
    pad.hear('#KEY=5\r\n');
    pad.clock.advance(60_000);
    pad.driver.command({ type: 'arm', seconds: 0 });
    expect(pad.sent.slice(3)).toEqual(['#START\r\n', '#STOP\r\n']);
  });

  it('PF18: what the profile does not spell goes nowhere', () => {
    const pad = textLog({ phrases: { welcome: 1 } });
    pad.driver.command({ type: 'pause' });
    pad.driver.command({ type: 'notice', text: 'x' });
    pad.driver.command({ type: 'say', phrase: 'paused' });
    pad.driver.command({ type: 'led', key: 1, mode: 'on' });
    pad.driver.probe();
    pad.driver.confirm({ boot: 'x', count: 0 });
    expect(pad.sent).toEqual([]);
    expect([...pad.driver.capabilities.commands]).toEqual(['arm', 'thank', 'say', 'reset']);
    expect(pad.driver.capabilities).toMatchObject({ heartbeat: false, leds: false, voice: true, walkUp: true });
  });

  it('PF18 PF26: who serves, tickets, texts and the time are told in the pad’s own words and encoding', () => {
    const pad = textLog({
      encoding: 'gbk',
      commands: {
        staff: { text: 'ID={number:6},{name:8}' },
        'sign-out': { text: 'ID=' },
        ticket: { text: 'NO={number:5p};{service}' },
        speak: { text: 'TTS={text}' },
        clock: { hex: '54 {yy} {month} {day} {hour} {minute} {second}' },
      },
      timeouts: { ...text.timeouts, between: 0 },
    });
    pad.driver.command({ type: 'staff', staff: { number: '1024', name: '李文静' } });
    pad.driver.command({ type: 'staff', staff: null });
    pad.driver.command({ type: 'ticket', number: 'A42', service: '' });
    pad.driver.command({ type: 'speak', text: '#KEY=5\r\n' });
    pad.driver.command({ type: 'clock', at: { year: 2026, month: 11, day: 23, hour: 8, minute: 5, second: 9 } });
    pad.driver.command({ type: 'notice', text: 'x' });
    expect(pad.written.map((frame) => Buffer.from(frame).toString('latin1'))).toEqual([
      '#ID=1024,\xc0\xee\xce\xc4\xbe\xb2\r\n',
      '#ID=\r\n',
      '#NO=A42  ;\r\n',
      '#TTS= KEY=5  \r\n',
      '#T\x1a\x0b\x17\x08\x05\x09\r\n',
    ]);
    expect(pad.driver.capabilities).toMatchObject({ screen: true, voice: true });
    expect([...pad.driver.capabilities.commands]).toEqual(['clock', 'staff', 'ticket', 'speak']);
  });

  it('PF21: commands keep their distance, and the oldest of too many are given up', () => {
    const pad = textLog();
    for (let second = 0; second < 40; second += 1) pad.driver.command({ type: 'thank' });
    pad.driver.command({ type: 'reset' });
    expect(pad.sent).toHaveLength(1);
    pad.clock.advance(49);
    expect(pad.sent).toHaveLength(1);
    pad.clock.advance(50 * 40);
    expect(pad.sent).toHaveLength(33);
    expect(pad.sent.at(-1)).toBe('#RESET\r\n');
    expect(pad.clock.pending).toBe(0);
  });

  it('PF14: power-on and ack prove that the pad is there', () => {
    const pad = textLog();
    pad.hear('#READY V1.2\r\n#OK\r\n#TIMEOUT\r\n');
    expect(pad.told.map((event) => event.split(' ')[0])).toEqual([
      'rebooted',
      'identified',
      'acknowledged',
      'acknowledged',
    ]);
  });

  it('PF15: the address option chooses the pad; frames of another one are ignored', () => {
    const pad = logDriver(createProfileDriver(binary), { addr: '7' });
    expect(pad.driver.unit).toBe('7');
    pad.driver.receive(bytes('AA 55 01 4B 05 09 00 46'));
    pad.driver.receive(bytes('AA 55 07 4B 05 09 00 40'));
    expect([pad.told, pad.presses.length]).toEqual([['ignored'], 1]);
  });

  it.each(['0', '32', '-1', 'x', '1e1'])('PF15: addr=%s is no address of the profile', (addr) => {
    expect(createProfileDriver(binary)({ ...driverParts(), options: { addr } })).toMatchObject({
      ok: false,
      error: { code: 'PAD_ADDRESS_INVALID' },
    });
  });

  it('PF10: half a frame and silence, then a press', () => {
    const pad = textLog();
    pad.hear('#KEY=');
    pad.clock.advance(500);
    pad.hear('5\r\n#KEY=4\r\n');
    expect(pad.told).toEqual(['dropped cut-short']);
    expect(pad.presses.map(({ key }) => key)).toEqual([4]);
    pad.driver.dispose?.();
    expect(pad.clock.pending).toBe(0);
  });

  it('PF3: the family asks for the port’s settings, and is met where the profile says', () => {
    expect(createProfileFamily(text)).toMatchObject({
      profile: 'text-line',
      transports: ['serial', 'socket'],
      transportOptions: { baud: '2400', bits: '8', parity: 'none', stop: '1' },
      keyMap: null,
    });
  });
});

function driverParts() {
  const { clock } = textLog();
  return {
    options: {},
    place: 'serial:test',
    clock,
    random: { uuid: () => '00000000-0000-4000-8000-000000000000', fraction: () => 0 },
    write: () => undefined,
    events: {
      press: () => undefined,
      identified: () => undefined,
      rebooted: () => undefined,
      acknowledged: () => undefined,
      dropped: () => undefined,
      ignored: () => undefined,
    },
  };
}
