import { createCrc, crcPresets } from './crc.ts';
import type { ChecksumSpec } from './framing-schema.ts';

/** A frame's checksum: where it lies, and what it must be. */
export interface Checksum {
  /** Bytes it takes up in the frame. */
  readonly size: number;
  /** Its place, counted from the frame's end when negative. */
  readonly at: number;
  isRight(frame: Uint8Array): boolean;
  /** Writes it into its place. */
  seal(frame: Uint8Array): void;
}

const sum = (bytes: Uint8Array): number => bytes.reduce((total, byte) => total + byte, 0);

/** Algorithms that are no CRC, with their width in bits. */
export const plainSums = {
  xor: { width: 8, of: (bytes: Uint8Array) => bytes.reduce((value, byte) => value ^ byte, 0) },
  sum8: { width: 8, of: (bytes: Uint8Array) => sum(bytes) & 0xff },
  'twos-complement': { width: 8, of: (bytes: Uint8Array) => -sum(bytes) & 0xff },
  'ones-complement': { width: 8, of: (bytes: Uint8Array) => ~sum(bytes) & 0xff },
  sum16: { width: 16, of: (bytes: Uint8Array) => sum(bytes) & 0xffff },
} as const;

/** `usual`: where it lies unless the profile says, counted from the frame's end. */
export function createChecksum(spec: ChecksumSpec, usual: (size: number) => number): Checksum {
  const size = checksumSize(spec);
  const at = spec.at ?? usual(size);
  const compute = algorithmOf(spec.algorithm);
  const place = (frame: Uint8Array): number => placeOf({ at }, frame.length);

  function expected(frame: Uint8Array): readonly number[] {
    const to = spec.to === undefined ? place(frame) : spec.to < 0 ? frame.length + spec.to : spec.to;
    return spell(compute(frame.subarray(spec.from, Math.max(spec.from, to))), spec);
  }

  return {
    size,
    at,
    isRight(frame) {
      const start = place(frame);
      return start >= 0 && expected(frame).every((byte, index) => frame[start + index] === byte);
    },
    seal: (frame) => frame.set(expected(frame), place(frame)),
  };
}

/** The checksum's first byte in a frame of that length; negative where there is no room for it. */
export function placeOf({ at }: Pick<Checksum, 'at'>, length: number): number {
  return at < 0 ? length + at : at;
}

/** Bytes that a checksum takes up. */
export function checksumSize({ algorithm, as }: ChecksumSpec): number {
  const bytes = widthOf(algorithm) / 8;
  return as === 'binary' ? bytes : bytes * 2;
}

function widthOf(algorithm: ChecksumSpec['algorithm']): number {
  if (typeof algorithm === 'object') return algorithm.width;
  return algorithm in plainSums
    ? plainSums[algorithm as keyof typeof plainSums].width
    : crcPresets[algorithm as keyof typeof crcPresets].width;
}

function algorithmOf(algorithm: ChecksumSpec['algorithm']): (bytes: Uint8Array) => number {
  if (typeof algorithm === 'object') return createCrc(algorithm);
  if (algorithm in plainSums) return plainSums[algorithm as keyof typeof plainSums].of;
  return createCrc(crcPresets[algorithm as keyof typeof crcPresets]);
}

function spell(value: number, { algorithm, as, endian }: ChecksumSpec): readonly number[] {
  const bytes = widthOf(algorithm) === 8 ? [value] : [value >> 8, value & 0xff];
  if (endian === 'little') bytes.reverse();
  if (as === 'binary') return bytes;
  const digits = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return Array.from(as === 'hex' ? digits.toUpperCase() : digits, (digit) => digit.charCodeAt(0));
}
