import { describe, expect, it } from 'vitest';
import { createChecksum } from './checksum.ts';
import { createCrc, crcPresets } from './crc.ts';
import type { ChecksumSpec } from './framing-schema.ts';

const check = Buffer.from('123456789');

const spec = (more: Partial<ChecksumSpec>): ChecksumSpec => ({
  algorithm: 'xor',
  from: 0,
  endian: 'big',
  as: 'binary',
  ...more,
});

/** A frame with the checksum of all bytes before it. */
function sealed(bytes: readonly number[], more: Partial<ChecksumSpec>): string {
  const checksum = createChecksum(spec(more), (size) => -size);
  const frame = Uint8Array.from([...bytes, ...Array.from({ length: checksum.size }, () => 0)]);
  checksum.seal(frame);
  expect(checksum.isRight(frame)).toBe(true);
  return Buffer.from(frame.subarray(bytes.length)).toString('hex');
}

describe('checksums', () => {
  it.each([
    ['crc8/smbus', 0xf4],
    ['crc8/itu', 0xa1],
    ['crc8/rohc', 0xd0],
    ['crc8/maxim', 0xa1],
    ['crc8/autosar', 0xdf],
    ['crc16/arc', 0xbb3d],
    ['crc16/modbus', 0x4b37],
    ['crc16/usb', 0xb4c8],
    ['crc16/ccitt-false', 0x29b1],
    ['crc16/xmodem', 0x31c3],
    ['crc16/kermit', 0x2189],
    ['crc16/x25', 0x906e],
    ['crc16/dnp', 0xea82],
  ] as const)('PF7: %s has the check value of the catalogue', (name, value) => {
    expect(createCrc(crcPresets[name])(check)).toBe(value);
  });

  it('PF7: every preset has a check value here', () => {
    expect(Object.keys(crcPresets)).toHaveLength(13);
  });

  it('PF7: a CRC is told by its parameters too', () => {
    const algorithm = { width: 16, poly: 0x8005, init: 0, refin: true, refout: true, xorout: 0 } as const;
    expect(sealed([...check], { algorithm, endian: 'little' })).toBe('3dbb');
  });

  it.each([
    ['xor', '4c'],
    ['sum8', '86'],
    ['twos-complement', '7a'],
    ['ones-complement', '79'],
    ['sum16', '0186'],
  ] as const)('PF7: %s', (algorithm, expected) => {
    expect(sealed([0x01, 0x4b, 0xff, 0x03, 0x38, 0x00], { algorithm }).slice(0, 4)).toBe(
      algorithm === 'xor' ? '8e' : expected,
    );
  });

  it('PF8: it covers what it is told to, and may be written as digits', () => {
    expect(sealed([0xaa, 0x55, 0x01, 0x0a], { from: 2 })).toBe('0b');
    expect(sealed([0xaa, 0x55, 0x01, 0x0a], { from: 2, to: -2 })).toBe('01');
    expect(Buffer.from(sealed([0xaa, 0x01], { as: 'hex' }), 'hex').toString()).toBe('AB');
    expect(Buffer.from(sealed([0xaa, 0x01], { as: 'hex-lower' }), 'hex').toString()).toBe('ab');
  });
});
