import { describe, expect, it } from 'vitest';
import { readLineSettings, usualLine } from './line-settings.ts';

describe('the settings of a serial line', () => {
  it('PF3 DV3: are 8 data bits, no parity, 1 stop bit unless the address says otherwise', () => {
    expect(readLineSettings({})).toEqual({ ok: true, value: usualLine });
    expect(readLineSettings({ bits: '7', parity: 'even', stop: '2' })).toEqual({
      ok: true,
      value: { dataBits: 7, parity: 'even', stopBits: 2 },
    });
  });

  it.each([{ bits: '9' }, { bits: '' }, { parity: 'mark' }, { parity: '__proto__' }, { stop: '1.5' }])(
    'DV8: %j is refused',
    (options) => {
      expect(readLineSettings(options)).toMatchObject({ ok: false, error: { code: 'PAD_ADDRESS_INVALID' } });
    },
  );
});
