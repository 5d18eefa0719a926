import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPadAddress, parsePadAddress } from './pad-address.ts';

describe('pad address', () => {
  test('scheme, path, profile and the options that remain', () => {
    expect(parsePadAddress('serial:/dev/ttyUSB0?profile=pingjia-line&baud=9600')).toEqual({
      ok: true,
      value: { transport: 'serial', path: '/dev/ttyUSB0', profile: 'pingjia-line', options: { baud: '9600' } },
    });
  });

  test('the profile is pingjia-line unless it is named', () => {
    for (const text of ['serial:COM3', 'serial:COM3?', 'serial:COM3?&']) {
      expect(parsePadAddress(text)).toMatchObject({ value: { path: 'COM3', profile: 'pingjia-line', options: {} } });
    }
  });

  test.each([
    '',
    'serial',
    'serial:',
    ':/dev/ttyUSB0',
    'Serial:COM3',
    '/dev/ttyUSB0',
    'serial:?baud=1',
    'serial:x?a=%',
  ])('"%s" is none', (text) => {
    expect(parsePadAddress(text)).toMatchObject({ ok: false, error: { code: 'PAD_ADDRESS_INVALID' } });
  });

  test('any text gives an answer, and what was understood survives being written out', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((rest) => `serial:${rest}`),
        ),
        (text) => {
          const parsed = parsePadAddress(text);
          if (parsed.ok) expect(parsePadAddress(formatPadAddress(parsed.value))).toEqual(parsed);
        },
      ),
    );
  });

  test('names and values of options may hold any character', () => {
    const word = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== 'profile');
    fc.assert(
      fc.property(fc.dictionary(word, word), (options) => {
        const address = { transport: 'socket', path: 'pad.sock', profile: 'pingjia-line', options };
        expect(parsePadAddress(formatPadAddress(address))).toEqual({ ok: true, value: address });
      }),
    );
  });

  test('an option may be called __proto__', () => {
    const parsed = parsePadAddress('socket:pad.sock?__proto__=a&constructor=b');
    const options = parsed.ok ? Object.entries(parsed.value.options) : [];
    expect(options).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });
});
