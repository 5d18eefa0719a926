import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noHash } from '../hash.ts';
import { recordEnvelopes, sampleEnvelope } from '../testing/record-arbitraries.ts';
import { decodeEnvelope, encodeRecord, interpretRecord, maxRecordBytes } from './record.ts';
import { recordTypes } from './record-types.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

describe('record', () => {
  test('SY2: what is encoded is one line and decodes to the same record', () => {
    fc.assert(
      fc.property(recordEnvelopes(), (record) => {
        const bytes = encodeRecord(record);
        expect(bytes.includes(0x0a)).toBe(false);
        expect(decodeEnvelope(bytes)).toEqual({ ok: true, value: record });
      }),
    );
  });

  test('SY2: the order of its fields is fixed, and fields of a later version stay behind', () => {
    const { data, ...rest } = sampleEnvelope;
    const bytes = encodeRecord({ data, ...rest, note: 'x' } as typeof sampleEnvelope);
    expect(Object.keys(JSON.parse(decoder.decode(bytes)))).toEqual([
      'v',
      'epoch',
      'seq',
      'prev',
      'type',
      'wall',
      'mono',
      'boot',
      'data',
    ]);
  });

  test('SY2: more than 65,536 bytes are refused unread', () => {
    const exact = encodeRecord({ ...sampleEnvelope, data: '' });
    const filled = (length: number) => encodeRecord({ ...sampleEnvelope, data: 'x'.repeat(length - exact.length) });
    expect(decodeEnvelope(filled(maxRecordBytes)).ok).toBe(true);
    expect(decodeEnvelope(filled(maxRecordBytes + 1))).toMatchObject({ error: { code: 'RECORD_TOO_LARGE' } });
  });

  test('SY2: any bytes give a record or RECORD_MALFORMED', () => {
    const valid = encodeRecord(sampleEnvelope);
    const flipped = fc.tuple(fc.nat(valid.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const bytes = Uint8Array.from(valid);
      bytes[at] = (bytes[at] ?? 0) ^ by;
      return bytes;
    });
    const cut = fc.nat(valid.length - 1).map((length) => valid.subarray(0, length));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytesOf), flipped, cut), (bytes) => {
        const decoded = decodeEnvelope(bytes);
        if (!decoded.ok) expect(decoded.error.code).toBe('RECORD_MALFORMED');
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['v', 2],
    ['epoch', 'none'],
    ['seq', 0],
    ['seq', 1.5],
    ['prev', `${noHash}A`],
    ['type', ''],
    ['wall', '2026-01-01'],
    ['mono', -1],
    ['boot', null],
  ])('SY1 SY2: a bad %s (%j) is named, its value is not', (field, value) => {
    const decoded = decodeEnvelope(bytesOf({ ...sampleEnvelope, [field]: value }));
    expect(decoded).toMatchObject({ ok: false, error: { code: 'RECORD_MALFORMED' } });
    expect(decoded.ok ? '' : decoded.error.detail).toContain(field);
  });

  test('SY5: a type that this version does not know has an envelope and no meaning', () => {
    for (const type of ['rectification', '__proto__', 'toString']) {
      const decoded = decodeEnvelope(encodeRecord({ ...sampleEnvelope, type }));
      expect(decoded.ok && interpretRecord(decoded.value)).toEqual({ ok: true, value: null });
    }
  });

  test('SY5: data that does not fit its type is malformed; the fault names the field and never the value', () => {
    const found = interpretRecord({ ...sampleEnvelope, type: 'clock-stepped', data: { by: '13800138000' } });
    expect(found).toMatchObject({ ok: false, error: { code: 'RECORD_MALFORMED' } });
    expect(found.ok ? '' : found.error.detail).toBe('clock-stepped.by: invalid_type');
  });

  test('SY5: no data at all fits no type, and no type throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(recordTypes)), fc.anything(), (type, data) => {
        const found = interpretRecord({ ...sampleEnvelope, type, data });
        if (data === undefined || data === null) expect(found.ok).toBe(false);
      }),
    );
  });
});
