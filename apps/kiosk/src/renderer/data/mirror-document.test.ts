import { type MirrorRecord, noHash } from '@pingjia/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentId, toDocument } from './mirror-document.ts';

const epoch = '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0001';
const record = (text: string): MirrorRecord => ({ epoch, seq: 3, ordinal: 12, hash: noHash, text });

test('an evaluation can be found by grade and newest first', () => {
  const document = toDocument(record('{"type":"evaluation","data":{"grade":"satisfied"}}'));
  expect(document).toMatchObject({ type: 'evaluation', grade: 'satisfied', newest: -12, ordinal: 12 });
});

test('only an evaluation has a grade', () => {
  expect(toDocument(record('{"type":"press-stray","data":{"grade":"satisfied"}}')).grade).toBe('');
});

test('whatever the text is, it is kept as it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      expect(toDocument(record(text)).text).toBe(text);
    }),
    { seed: 20_260_105, numRuns: 300 },
  );
});

test('ids of an epoch sort by seq', () => {
  const seqs = [1, 2, 9, 10, 99, 100, 65_536, Number.MAX_SAFE_INTEGER];
  const ids = seqs.map((seq) => documentId(epoch, seq));
  expect(ids.toSorted()).toEqual(ids);
  expect(Math.max(...ids.map((id) => id.length))).toBe(53);
});
