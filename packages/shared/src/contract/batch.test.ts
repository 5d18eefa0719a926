import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeRecord, maxRecordBytes } from '../model/record.ts';
import { hashes, recordEnvelopes, sampleEnvelope } from '../testing/record-arbitraries.ts';
import { type Batch, type BatchItem, batchLimits, decodeBatch, encodeBatch } from './batch.ts';

const { epoch, boot: device, prev: tip } = sampleEnvelope;

const records = recordEnvelopes().map((record): BatchItem => ({ kind: 'record', bytes: encodeRecord(record) }));
const holes = fc.option(hashes()).map(
  (hash): BatchItem => ({
    kind: 'placeholder',
    placeholder: { seq: 1, hash, reason: 'unreadable' },
  }),
);

/** A batch of `items`; placeholders get the seq of their place. */
function batchOf(items: readonly BatchItem[], from = 1): Batch {
  const placed = items.map(
    (item, index): BatchItem =>
      item.kind === 'record' ? item : { ...item, placeholder: { ...item.placeholder, seq: from + index } },
  );
  return { header: { device, epoch, from, to: from + items.length - 1, tip }, items: placed };
}

const batches = fc
  .tuple(fc.array(fc.oneof(records, holes), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 1e9 }))
  .map(([items, from]) => batchOf(items, from));

const text = (...lines: readonly string[]) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
const header = (change: object = {}) =>
  JSON.stringify({ ...batchOf([{ kind: 'record', bytes: text() }]).header, ...change });
const codeOf = (bytes: Uint8Array) => {
  const decoded = decodeBatch(bytes);
  return decoded.ok ? 'ok' : decoded.error.code;
};

describe('batch', () => {
  test('SY26: what is encoded decodes to the same header and the same bytes', () => {
    fc.assert(
      fc.property(batches, (batch) => {
        expect(decodeBatch(encodeBatch(batch))).toEqual({ ok: true, value: batch });
      }),
    );
  });

  test('SY26: cut anywhere it is malformed', () => {
    fc.assert(
      fc.property(batches, fc.nat(), (batch, where) => {
        const bytes = encodeBatch(batch);
        expect(codeOf(bytes.subarray(0, where % bytes.length))).toBe('BATCH_MALFORMED');
      }),
    );
  });

  test('SY26: any bytes give a batch or a BATCH_ code', () => {
    const valid = encodeBatch(batchOf([{ kind: 'record', bytes: encodeRecord(sampleEnvelope) }]));
    const flipped = fc.tuple(fc.nat(valid.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const bytes = Uint8Array.from(valid);
      bytes[at] = (bytes[at] ?? 0) ^ by;
      return bytes;
    });
    const tail = fc.array(fc.string()).map((lines) => text(header(), ...lines));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), flipped, tail), (bytes) => {
        expect(['ok', 'BATCH_MALFORMED', 'BATCH_TOO_LARGE']).toContain(codeOf(bytes));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['nothing', text()],
    ['a last line without its end', text(header(), 'r{}').subarray(0, -1)],
    ['a header that is no JSON', text('{', 'r{}')],
    ['a header without a device', text(header({ device: undefined }), 'r{}')],
    ['to before from', text(header({ from: 2, to: 1 }), 'r{}')],
    ['fewer items than announced', text(header({ to: 2 }), 'r{}')],
    ['more items than announced', text(header(), 'r{}', 'r{}')],
    ['an item without a mark', text(header(), '{}')],
    ['an empty record', text(header(), 'r')],
    ['a record that is too large', text(header(), `r${'x'.repeat(maxRecordBytes + 1)}`)],
    ['a placeholder of another place', text(header(), `x${JSON.stringify({ seq: 2, hash: null, reason: 'rotted' })}`)],
    ['a placeholder without a reason', text(header(), `x${JSON.stringify({ seq: 1, hash: null })}`)],
    ['bytes that are not UTF-8 in the header', Uint8Array.from([0xff, 0x0a, 0x72, 0x0a])],
  ])('SY26: malformed: %s', (_what, bytes) => expect(codeOf(bytes)).toBe('BATCH_MALFORMED'));

  test('SY26: a record’s bytes are not looked into', () => {
    const bytes = Uint8Array.from([0xff, 0x00, 0x22]);
    const batch = batchOf([{ kind: 'record', bytes }]);
    expect(decodeBatch(encodeBatch(batch))).toEqual({ ok: true, value: batch });
  });

  test('SY25: 500 records are taken, 501 are too many', () => {
    const brace: BatchItem = { kind: 'record', bytes: Uint8Array.of(0x7b) };
    const many = (count: number) => encodeBatch(batchOf(Array.from({ length: count }, () => brace)));
    expect(codeOf(many(batchLimits.records))).toBe('ok');
    expect(codeOf(many(batchLimits.records + 1))).toBe('BATCH_TOO_LARGE');
    expect(codeOf(text(header({ to: 501 }), ...Array<string>(500).fill('r{}')))).toBe('BATCH_MALFORMED');
  });

  test('SY42: a run of rotted records is one line, and one placeholder each when read', () => {
    const run = (to: number): BatchItem => ({
      kind: 'placeholder',
      placeholder: { seq: 2, to, hash: tip, reason: 'rotted' },
    });
    const record: BatchItem = { kind: 'record', bytes: Uint8Array.of(0x7b) };
    const batch = (to: number) =>
      encodeBatch({ header: { device, epoch, from: 1, to: to + 1, tip }, items: [record, run(to), record] });
    const decoded = decodeBatch(batch(4));
    const placeholders = [2, 3, 4].map((seq) => ({ seq, hash: seq === 4 ? tip : null, reason: 'rotted' }));
    expect(decoded.ok && decoded.value.items).toEqual([
      record,
      ...placeholders.map((placeholder) => ({ kind: 'placeholder', placeholder })),
      record,
    ]);
    expect(codeOf(batch(batchLimits.seqs - 1))).toBe('ok');
    expect(codeOf(batch(batchLimits.seqs))).toBe('BATCH_TOO_LARGE');
    expect(codeOf(text(header({ to: 3 }), `x${JSON.stringify({ seq: 1, to: 9, hash: null, reason: 'rotted' })}`))).toBe(
      'BATCH_MALFORMED',
    );
    expect(codeOf(text(header({ to: 3 }), `x${JSON.stringify({ seq: 1, to: 0, hash: null, reason: 'rotted' })}`))).toBe(
      'BATCH_MALFORMED',
    );
  });
});
