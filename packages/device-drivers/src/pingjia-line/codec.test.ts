import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostMessages, padMessages } from '../testing/message-arbitraries.ts';
import { decodeHostLine, decodePadLine, encodeHostMessage, encodePadMessage } from './codec.ts';
import { crcText } from './crc16.ts';
import type { HostMessage, PadMessage } from './message.ts';

const lineOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1').replace(/\r\n$/, '');
const withCrc = (body: string): string => `$${body}*${crcText(body)}`;

describe('pingjia-line codec', () => {
  it('DV9: writes lines as the specification shows them', () => {
    const key: PadMessage = { type: 'KEY', address: '01', boot: '0AF3', count: 17, key: 5 };
    const body = 'KEY,01,0AF3,17,5';
    expect(Buffer.from(encodePadMessage(key)).toString('latin1')).toBe(`$${body}*${crcText(body)}\r\n`);
  });

  it('DV9: what was written is read back, for every message of a pad', () => {
    fc.assert(
      fc.property(padMessages, (message) => {
        const bytes = encodePadMessage(message);
        expect(bytes.length).toBeLessThanOrEqual(96);
        expect(decodePadLine(lineOf(bytes))).toEqual({ ok: true, value: message });
      }),
      { seed: 9, numRuns: 1_000 },
    );
  });

  it('DV9: what was written is read back, for every message of the host', () => {
    fc.assert(
      fc.property(hostMessages, (message) => {
        const bytes = encodeHostMessage(message);
        expect(bytes.length).toBeLessThanOrEqual(96);
        expect(decodeHostLine(lineOf(bytes))).toEqual({ ok: true, value: message });
      }),
      { seed: 9, numRuns: 1_000 },
    );
  });

  it.each([
    ['$KEY,01,0AF3,17,5', 'bad-form'],
    ['$KEY,01,0AF3,17,5*', 'bad-form'],
    ['$KEY,01,0AF3,17,5*1234', 'bad-checksum'],
    [withCrc('KEY,01,0AF3,17,5').toLowerCase(), 'bad-form'],
    [`${withCrc('KEY,01,0AF3,17,5')}*1234`, 'bad-form'],
    [`${withCrc('KEY,01,0AF3,17,5')} `, 'bad-form'],
    [withCrc(''), 'unknown-verb'],
    [withCrc('key,01,0AF3,17,5'), 'unknown-verb'],
    [withCrc('GOT,01,0AF3,17'), 'unknown-verb'],
    [withCrc('constructor'), 'unknown-verb'],
    [withCrc('__proto__,01'), 'unknown-verb'],
  ])('DV11: %s is refused as %s', (line, reason) => {
    expect(decodePadLine(line)).toEqual({ ok: false, error: reason });
  });

  it.each([
    'KEY,01,0AF3,17',
    'KEY,01,0AF3,17,5,',
    'KEY,01,0af3,17,5',
    'KEY,0a,0AF3,17,5',
    'KEY,1,0AF3,17,5',
    'KEY,00,0AF3,17,5',
    'KEY,FF,0AF3,17,5',
    'KEY,01,AF3,17,5',
    'KEY,01,0AF3,017,5',
    'KEY,01,0AF3,65536,5',
    'KEY,01,0AF3,-1,5',
    'KEY,01,0AF3,1e3,5',
    'KEY,01,0AF3,,5',
    'KEY,01,0AF3, 17,5',
    'KEY,01,0AF3,17,0',
    'KEY,01,0AF3,17,10',
    'PONG,01,,S1',
    'PONG,01,1.0,S 1',
    'PONG,01,1.0,S:1',
    `PONG,01,1.0,${'S'.repeat(25)}`,
    'ACK,01,PING',
    'ACK,01,GOT',
    'HELLO,01,0AF3,1.0',
  ])('DV15: %s is refused as bad-field', (body) => {
    expect(decodePadLine(withCrc(body))).toEqual({ ok: false, error: 'bad-field' });
  });

  it.each(['ARM,01,1000', 'ARM,01,-1', 'ARM,01,5.5', 'LED,01,5,ON', 'LED,01,5,dim', 'SAY,01,swear', 'PING', 'PING,00'])(
    'DV15: %s is refused by the pad as bad-field',
    (body) => expect(decodeHostLine(withCrc(body))).toEqual({ ok: false, error: 'bad-field' }),
  );

  it('DV17: the host may speak to all pads at once, a pad may not', () => {
    expect(decodeHostLine(withCrc('PING,FF'))).toEqual({ ok: true, value: { type: 'PING', address: 'FF' } });
    expect(decodePadLine(withCrc('ACK,FF,ARM'))).toMatchObject({ ok: false });
  });

  it('DV15: writing what a line cannot carry is a bug and throws', () => {
    const impossible: readonly HostMessage[] = [
      { type: 'GOT', address: '01', boot: '0AF3', count: 65_536 },
      { type: 'GOT', address: '01', boot: 'x,y', count: 1 },
      { type: 'LED', address: '01', key: 0, mode: 'on' },
      { type: 'ARM', address: '100', seconds: 1 },
      { type: 'ARM', address: '01', seconds: Number.NaN },
    ];
    for (const message of impossible) expect(() => encodeHostMessage(message)).toThrow(RangeError);
  });
});
