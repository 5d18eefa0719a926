import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanSerialNumber, formatUsbIdentity, parseUsbIdentity } from './usb-identity.ts';

describe('USB identity', () => {
  it('TR4: any serial number survives being written and read', () => {
    const digits = fc.stringMatching(/^[0-9a-f]{4}$/);
    const number = fc.option(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }));
    fc.assert(
      fc.property(digits, digits, number, (vid, pid, serialNumber) => {
        const identity = { vid, pid, serialNumber };
        expect(parseUsbIdentity(formatUsbIdentity(identity))).toEqual(identity);
      }),
    );
  });

  it('TR4: any text gives an answer', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseUsbIdentity(text)));
    for (const text of ['', '0403', '0403:60011', 'g403:6001', '0403:6001:', '0403:6001:%']) {
      expect(parseUsbIdentity(text)).toBeUndefined();
    }
  });

  it.each([
    [' SN 1\u0000 ', 'SN 1'],
    ['\u0007\ud800', null],
    ['', null],
    [undefined, null],
    ['x'.repeat(80), 'x'.repeat(60)],
  ])('TR4: the serial number %j is kept as %j', (given, kept) => expect(cleanSerialNumber(given)).toBe(kept));
});
