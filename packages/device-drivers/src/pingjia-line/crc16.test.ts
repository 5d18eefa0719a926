import { describe, expect, it } from 'vitest';
import { crc16, crcText } from './crc16.ts';

describe('crc16', () => {
  it('DV14: gives the check value of CRC-16/CCITT-FALSE', () => expect(crc16('123456789')).toBe(0x29b1));
  it('DV14: of nothing is its initial value', () => expect(crcText('')).toBe('FFFF'));
  it('DV14: is written with four upper-case digits, zeros included', () => {
    const texts = Array.from({ length: 2_000 }, (_, index) => crcText(`KEY,${index}`));
    expect(texts.every((text) => /^[0-9A-F]{4}$/.test(text))).toBe(true);
    expect(texts.some((text) => text.startsWith('0'))).toBe(true);
  });
});
