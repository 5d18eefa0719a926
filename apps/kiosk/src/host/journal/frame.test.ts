import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeHeaderFrame, encodeRecordFrame, findFrame, frameAlignment } from './frame.ts';

const records = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 });

describe('frame', () => {
  test('gives back the records that were written, and its size', () => {
    fc.assert(
      fc.property(records, (parts) => {
        const bytes = Buffer.from(encodeRecordFrame(parts));
        const frame = decodeFrame(bytes, 0);
        expect(frame?.size).toBe(bytes.length);
        expect(frame?.header).toBe(false);
        expect(frame?.parts.map((part) => Buffer.from(part))).toEqual(parts.map((part) => Buffer.from(part)));
      }),
    );
  });

  test('a header is no record', () => {
    expect(decodeFrame(Buffer.from(encodeHeaderFrame('{"format":1}')), 0)).toMatchObject({ header: true });
  });

  test('SY10: any single changed bit before the padding is noticed', () => {
    fc.assert(
      fc.property(records, fc.nat(), (parts, where) => {
        const bytes = Buffer.from(encodeRecordFrame(parts));
        const covered = 16 + parts.reduce((sum, { length }) => sum + 4 + length, 0);
        const bit = where % (covered * 8);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(decodeFrame(bytes, 0)).toBeNull();
      }),
    );
  });

  test('SY8 SY10: a frame cut anywhere is no frame', () => {
    const bytes = Buffer.from(encodeRecordFrame([Buffer.from('one'), Buffer.from('two')]));
    const content = 16 + 4 + 3 + 4 + 3;
    for (let length = 0; length < content; length += 1) expect(decodeFrame(bytes.subarray(0, length), 0)).toBeNull();
  });

  test('SY10: garbage never throws and is never a frame', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat(600), (bytes, offset) => {
        expect(decodeFrame(Buffer.from(bytes), offset)).toBeNull();
      }),
    );
  });

  test('the next whole frame is found behind damage', () => {
    const frame = encodeRecordFrame([Buffer.from('after')]);
    const damaged = Buffer.concat([Buffer.alloc(5 * frameAlignment, 0xee), frame]);
    expect(findFrame(damaged, 1)).toBe(5 * frameAlignment);
    expect(findFrame(damaged, 6 * frameAlignment)).toBe(-1);
  });
});
