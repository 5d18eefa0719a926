import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextCoder, textEncodings } from './text-coder.ts';

const none: ReadonlySet<number> = new Set();
const hexOf = (bytes: readonly number[]): string => Buffer.from(bytes).toString('hex');

describe('texts for a pad', () => {
  it.each([
    ['utf-8', '王芳', 'e78e8be88ab3'],
    ['gbk', '王芳 A', 'cdf5b7bc2041'],
    ['ascii', '王A', '3f41'],
    ['gbk', '😀', '3f'],
  ] as const)('PF26: in %s %s is %s', (encoding, text, expected) => {
    expect(hexOf(createTextCoder(encoding, none).encode(text, 60))).toBe(expected);
  });

  it('PF26: every character that GBK can decode is encoded as what it came from', () => {
    const coder = createTextCoder('gbk', none);
    for (const character of '政务服务中心好差评，。、「」①②αβЯё囍龘') {
      expect(coder.decode(Uint8Array.from(coder.encode(character, 2)))).toBe(character);
    }
  });

  it('PF26: a text is cut between characters', () => {
    expect(hexOf(createTextCoder('gbk', none).encode('王芳', 3))).toBe('cdf5');
    expect(hexOf(createTextCoder('utf-8', none).encode('王芳', 5))).toBe('e78e8b');
  });

  it.each(textEncodings)('PF26: no text in %s holds a control character or a byte that marks frames', (encoding) => {
    const reserved = new Set([0x23, 0x7c, 0xfe]);
    const coder = createTextCoder(encoding, reserved);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(80), (text, most) => {
        const bytes = coder.encode(text, most);
        expect(bytes.length).toBeLessThanOrEqual(most);
        expect(bytes.filter((byte) => byte < 0x20 || reserved.has(byte))).toEqual([]);
      }),
    );
  });
});
