import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { phrases } from '../pad-command.ts';
import type { PadDriver } from '../pad-driver.ts';
import { encodePadMessage } from './codec.ts';
import { createPingjiaLineDriver } from './driver.ts';
import { crcText } from './crc16.ts';
import type { PadMessage } from './message.ts';

function setUp(options: Readonly<Record<string, string>> = {}) {
  const told: unknown[] = [];
  const sent: string[] = [];
  const made = createPingjiaLineDriver({
    options,
    place: 'serial:/dev/ttyUSB0',
    clock: new ManualClock(),
    random: new SeededRandom(1),
    write: (bytes) =>
      void sent.push(
        Buffer.from(bytes)
          .toString('latin1')
          .replace(/\*.*\r\n$/, ''),
      ),
    events: {
      press: (press) => void told.push(press),
      identified: (identity) => void told.push(identity),
      rebooted: (boot) => void told.push(`rebooted ${boot}`),
      acknowledged: (command) => void told.push(`acknowledged ${command}`),
      dropped: (reason) => void told.push(`dropped ${reason}`),
      ignored: () => void told.push('ignored'),
    },
  });
  if (!made.ok) throw new Error(made.error.code);
  const driver: PadDriver = made.value;
  return { told, sent, driver, hear: (message: PadMessage) => driver.receive(encodePadMessage(message)) };
}

const key = { type: 'KEY', address: '01', boot: '0001', count: 0, key: 5 } as const;

describe('pingjia-line driver', () => {
  it('DV25: reports every valid KEY, repeats included', () => {
    const { told, hear } = setUp();
    hear(key);
    hear(key);
    hear({ ...key, count: 1, key: 2 });
    expect(told).toEqual([
      { boot: '0001', count: 0, key: 5 },
      { boot: '0001', count: 0, key: 5 },
      { boot: '0001', count: 1, key: 2 },
    ]);
  });

  it('DV17: what other pads on the line say is ignored and is no malformed frame', () => {
    const { told, hear } = setUp({ addr: '0A' });
    hear(key);
    hear({ ...key, address: '0A' });
    expect(told).toEqual(['ignored', { boot: '0001', count: 0, key: 5 }]);
  });

  it('DV12: what is malformed is told with its reason and nothing else', () => {
    const { told, driver } = setUp();
    const body = 'KEY,01,0001,0,0';
    driver.receive(Buffer.from(`$${body}*${crcText(body)}\r\n`));
    expect(told).toEqual(['dropped bad-field']);
  });

  it('DV26: a HELLO, or a KEY of another boot, is a power-on', () => {
    const { told, hear } = setUp();
    hear({ type: 'HELLO', address: '01', boot: '0001', firmware: '1', serialNumber: 'S' });
    hear(key);
    hear({ ...key, boot: '0002' });
    expect(told).toEqual([
      'rebooted 0001',
      { firmware: '1', serialNumber: 'S' },
      { boot: '0001', count: 0, key: 5 },
      'rebooted 0002',
      { boot: '0002', count: 0, key: 5 },
    ]);
  });

  it('DV22: PONG identifies, ACK acknowledges', () => {
    const { told, hear } = setUp();
    hear({ type: 'PONG', address: '01', firmware: '1.2', serialNumber: 'S-9' });
    hear({ type: 'ACK', address: '01', verb: 'ARM' });
    expect(told).toEqual([{ firmware: '1.2', serialNumber: 'S-9' }, 'acknowledged ARM']);
  });

  it('DV15: writes each command to its own address', () => {
    const { sent, driver } = setUp({ addr: 'FE' });
    driver.probe();
    driver.confirm({ boot: '0AF3', count: 65_535 });
    driver.command({ type: 'arm', seconds: 30 });
    driver.command({ type: 'thank' });
    driver.command({ type: 'led', key: 5, mode: 'blink' });
    driver.command({ type: 'say', phrase: 'thanks' });
    driver.command({ type: 'reset' });
    expect(sent).toEqual([
      '$PING,FE',
      '$GOT,FE,0AF3,65535',
      '$ARM,FE,30',
      '$THANK,FE',
      '$LED,FE,5,blink',
      '$SAY,FE,thanks',
      '$RESET,FE',
    ]);
  });

  it('DV23: arming times are rounded up to seconds and kept within what a line carries', () => {
    const { sent, driver } = setUp();
    for (const seconds of [0, 0.2, 29.4, 5_000, -1]) driver.command({ type: 'arm', seconds });
    expect(sent).toEqual(['$ARM,01,0', '$ARM,01,1', '$ARM,01,30', '$ARM,01,999', '$ARM,01,0']);
  });

  it('DV16: every phrase is said in the words of the line', () => {
    const { sent, driver } = setUp();
    for (const phrase of phrases) driver.command({ type: 'say', phrase });
    expect(sent).toEqual(phrases.map((phrase) => `$SAY,01,${phrase}`));
  });

  it('DV45: a command that its pads do not know goes nowhere', () => {
    const { sent, driver } = setUp();
    for (const type of ['welcome', 'pause', 'resume'] as const) driver.command({ type });
    driver.command({ type: 'speak', text: 'THANK,01' });
    driver.command({ type: 'staff', staff: { number: '7', name: '王' } });
    expect(sent).toEqual([]);
  });

  it.each(['', '0', '00', 'FF', 'fe', '100'])('DV17: addr=%s is refused with PAD_ADDRESS_INVALID', (addr) => {
    const made = createPingjiaLineDriver({
      options: { addr },
      place: 'serial:/dev/ttyUSB0',
      clock: new ManualClock(),
      random: new SeededRandom(1),
      write: () => undefined,
      events: {
        press: () => undefined,
        identified: () => undefined,
        rebooted: () => undefined,
        acknowledged: () => undefined,
        dropped: () => undefined,
        ignored: () => undefined,
      },
    });
    expect(made).toMatchObject({ ok: false, error: { code: 'PAD_ADDRESS_INVALID' } });
  });
});
