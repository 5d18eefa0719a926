import { decodeHostLine, decodePadLine, encodeHostMessage } from '@pingjia/device-drivers/pingjia-line';
import { crcText } from '@pingjia/device-drivers/pingjia-line/crc16';
import { pressRepetition } from '@pingjia/device-drivers/testing';
import { referenceBodies } from '@pingjia/device-drivers/testing/reference-parser';
import * as fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileFirmware } from './compile-firmware.ts';
import { type FirmwarePad, startFirmwarePad } from './firmware-pad.ts';

const address = '01';
const longEnough = (pressRepetition.times + 2) * pressRepetition.interval;

describe('the reference firmware', () => {
  let program: string;
  let pad: FirmwarePad;
  beforeAll(() => {
    program = compileFirmware();
  });
  beforeEach(async () => {
    pad = startFirmwarePad(program);
    await pad.powerOn();
  });
  afterEach(() => pad.end());

  /** The bodies sent since the last look; every byte of them belongs to a sound line. */
  function said(): readonly string[] {
    const bytes = pad.takeSent();
    const lines = bytes.toString('latin1').split('\r\n').slice(0, -1);
    for (const line of lines) expect(decodePadLine(line)).toMatchObject({ ok: true });
    const bodies = referenceBodies(bytes);
    expect(bodies).toHaveLength(lines.length);
    return bodies;
  }

  const bootOf = (hello: string | undefined) => hello?.split(',')[2] ?? '';

  it('DV9 DV14 DV21: says HELLO at power-on, with a boot number of its own each time, and has its lights off', async () => {
    const boots = new Set([bootOf(said()[0])]);
    for (let start = 1; start < 50; start += 1) {
      await pad.receive(encodeHostMessage({ type: 'LED', address, key: 1, mode: 'on' }));
      await pad.powerOn();
      boots.add(bootOf(said().at(-1)));
      expect(await pad.lights()).toEqual({ armed: false, thanks: false, keys: '00000' });
    }
    expect(boots.size).toBe(50);
  });

  it('DV18 DV19: reports a press at once, then every 300 ms, 20 times more, and gives it up', async () => {
    const boot = bootOf(said()[0]);
    await pad.press(5);
    expect(said()).toEqual([`KEY,01,${boot},0,5`]);
    await pad.pass(pressRepetition.interval - 130);
    expect(said()).toEqual([]);
    await pad.pass(30);
    expect(said()).toEqual([`KEY,01,${boot},0,5`]);
    await pad.pass(longEnough);
    expect(said()).toHaveLength(pressRepetition.times - 1);
    await pad.pass(longEnough);
    expect(said()).toEqual([]);
  });

  it('DV19 DV20: holds 16 presses, each until its own GOT; further ones are counted and not sent', async () => {
    const boot = bootOf(said()[0]);
    for (let press = 0; press < 18; press += 1) await pad.press(1 + (press % 5));
    said();
    for (let count = 0; count < 15; count += 1)
      await pad.receive(encodeHostMessage({ type: 'GOT', address, boot, count }));
    await pad.receive(encodeHostMessage({ type: 'GOT', address, boot: boot === '0000' ? '0001' : '0000', count: 15 }));
    await pad.pass(pressRepetition.interval);
    expect(said()).toEqual([`KEY,01,${boot},15,1`]);
    await pad.receive(encodeHostMessage({ type: 'GOT', address, boot, count: 15 }));
    await pad.press(2);
    await pad.pass(longEnough);
    expect(new Set(said())).toEqual(new Set([`KEY,01,${boot},18,2`]));
  });

  it('DV18: counts to 65535 and on from 0, in order', async () => {
    const boot = bootOf(said()[0]);
    await pad.nextCount(65_534);
    await pad.buttons(1, 2, 3);
    await pad.pass(20);
    expect(said()).toEqual([`KEY,01,${boot},65534,1`, `KEY,01,${boot},65535,2`, `KEY,01,${boot},0,3`]);
  });

  it('DV21: forgets what waited when its power goes', async () => {
    await pad.press(5);
    said();
    await pad.powerOn();
    await pad.pass(longEnough);
    expect(said().map((body) => body.split(',')[0])).toEqual(['HELLO']);
  });

  it('DV22 DV23: answers as it must, and shows what it is told', async () => {
    said();
    await pad.receive(encodeHostMessage({ type: 'PING', address: 'FF' }));
    await pad.receive(encodeHostMessage({ type: 'ARM', address, seconds: 2 }));
    await pad.receive(encodeHostMessage({ type: 'THANK', address }));
    await pad.receive(encodeHostMessage({ type: 'LED', address, key: 2, mode: 'on' }));
    await pad.receive(encodeHostMessage({ type: 'LED', address, key: 9, mode: 'on' }));
    await pad.receive(encodeHostMessage({ type: 'SAY', address, phrase: 'thanks' }));
    expect(said()).toEqual([
      'PONG,01,1.0.0,MY-PAD-0001',
      ...['ARM', 'THANK', 'LED', 'LED', 'SAY'].map((verb) => `ACK,01,${verb}`),
    ]);
    expect(await pad.lights()).toEqual({ armed: true, thanks: true, keys: '01000' });
    await pad.pass(2_001);
    expect(await pad.lights()).toEqual({ armed: false, thanks: false, keys: '01000' });
    await pad.receive(encodeHostMessage({ type: 'ARM', address, seconds: 9 }));
    await pad.receive(encodeHostMessage({ type: 'RESET', address }));
    expect(await pad.lights()).toEqual({ armed: false, thanks: false, keys: '00000' });
  });

  it('DV23: a light that blinks goes on and off', async () => {
    await pad.receive(encodeHostMessage({ type: 'LED', address, key: 3, mode: 'blink' }));
    const seen: string[] = [];
    for (let half = 0; half < 4; half += 1) {
      seen.push((await pad.lights()).keys);
      await pad.pass(500);
    }
    expect(seen).toEqual(['00100', '00000', '00100', '00000']);
  });

  it('DV24: a key that bounces, is held or stuck is one press, and the other keys go on', async () => {
    said();
    for (let edge = 0; edge < 7; edge += 1) {
      await pad.buttons(...(edge % 2 === 0 ? [4] : []));
      await pad.pass(3);
    }
    await pad.pass(5_000);
    await pad.buttons(4, 2);
    await pad.pass(60);
    const keys = new Set(said().map((body) => body.split(',').slice(3).join(' ')));
    expect(keys).toEqual(new Set(['0 4', '1 2']));
  });

  it('DV11 DV17: what is malformed or for another pad is not answered', async () => {
    said();
    const ping = Buffer.from(encodeHostMessage({ type: 'PING', address })).toString('latin1');
    const bad = [
      ping.replace('PING', 'PONG'),
      ping.replace('\r', ''),
      ping.replace('\r', '\r\r'),
      ping.slice(0, -3),
      ping.toLowerCase(),
      `$${'A'.repeat(96)}*0000\r\n`,
      Buffer.from(encodeHostMessage({ type: 'PING', address: '02' })).toString('latin1'),
    ];
    for (const text of bad) await pad.receive(Buffer.from(text, 'latin1'));
    expect(said()).toEqual([]);
  });

  it('DV15 DV17: takes exactly the lines that the protocol has, as the driver reads them', async () => {
    const verb = fc.constantFrom('GOT', 'ARM', 'THANK', 'LED', 'SAY', 'PING', 'RESET', 'KEY', '');
    const field = fc.oneof(
      fc.constantFrom(
        '01',
        'FF',
        '02',
        '00',
        'off',
        'on',
        'blink',
        'welcome',
        'paused',
        '0',
        '5',
        '999',
        '1000',
        '65536',
      ),
      fc.stringMatching(/^[0-9A-Fa-f -]{0,6}$/),
    );
    said();
    await fc.assert(
      fc.asyncProperty(verb, fc.array(field, { maxLength: 4 }), async (first, fields) => {
        const body = [first, ...fields].join(',');
        const line = `$${body}*${crcText(body)}`;
        await pad.receive(Buffer.from(`${line}\r\n`, 'latin1'));
        const read = decodeHostLine(line);
        const isOurs = read.ok && ['01', 'FF'].includes(read.value.address);
        const answered = isOurs && read.value.type !== 'GOT';
        expect(said()).toHaveLength(answered ? 1 : 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('DV13 DV15: after any garbage the next good line is heard, and garbage is never obeyed', async () => {
    const ping = Buffer.from(encodeHostMessage({ type: 'PING', address }));
    const shaped = fc
      .stringMatching(/^(GOT|ARM|LED|SAY|PING|X)(,[0-9A-Fa-z]{0,5}){0,4}$/)
      .map((body) => Buffer.from(`$${body}*1234\r\n`, 'latin1'));
    const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
    said();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(shaped, noise), { maxLength: 8 }), async (parts) => {
        await pad.receive(Buffer.concat([...parts, ping]));
        expect(said()).toEqual(['PONG,01,1.0.0,MY-PAD-0001']);
      }),
      { numRuns: 300 },
    );
    expect(await pad.lights()).toEqual({ armed: false, thanks: false, keys: '00000' });
  });
});
