import { describe, expect, it } from 'vitest';
import { createByteLog } from '../testing/byte-log.ts';
import { encodeKeyEvent } from './input-event.ts';
import { createWindowKeys, keySources } from './window-keys.ts';
import { windowKeyCodes } from './window-key-codes.ts';

describe('keys of the focused window', () => {
  it('TR18: a key of the window is the same key as the device’s', async () => {
    const log = createByteLog();
    const keys = createWindowKeys();
    await keys.transport.open({ data: log.data, closed: () => undefined });
    expect(keys.push('Digit1', true)).toBe(true);
    expect(keys.push('Numpad5', false)).toBe(true);
    expect(log.bytes).toEqual([...encodeKeyEvent(2, true), ...encodeKeyEvent(76, false)]);
    await keys.transport.close();
    expect(keys.push('Digit1', true)).toBe(true);
    expect(log.chunks).toHaveLength(2);
  });

  it.each(['', 'Digit', '__proto__', 'constructor', 'BrowserBack', 'Key,'])('TR18: %j is no key of a pad', (code) => {
    expect(createWindowKeys().push(code, true)).toBe(false);
  });

  it('TR18: no two keys share a code, and each fits a key', () => {
    const codes = [...windowKeyCodes.values()];
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => code >= 1 && code <= 255)).toBe(true);
    expect(['Digit0', 'KeyA', 'KeyM', 'F10', 'Numpad0', 'F24'].map((code) => windowKeyCodes.get(code))).toEqual([
      11, 30, 50, 68, 82, 194,
    ]);
  });

  it('TR19: the two ways of reading keys differ in what counts and in the window', () => {
    expect(keySources.device).toMatchObject({ onlyThePad: true, needsFocus: false });
    expect(keySources.window).toMatchObject({ onlyThePad: false, needsFocus: true });
  });
});
