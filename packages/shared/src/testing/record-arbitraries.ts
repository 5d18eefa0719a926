import fc from 'fast-check';
import { type Hash, noHash } from '../hash.ts';
import type { RecordEnvelope } from '../model/record.ts';

const uuids = (): fc.Arbitrary<string> => fc.uuid().map((uuid) => uuid.toLowerCase());

/** Any well-formed hash. */
export function hashes(): fc.Arbitrary<Hash> {
  const characters = fc.string({
    minLength: 42,
    maxLength: 42,
    unit: fc.constantFrom('0', '9', 'a', 'z', 'A', 'Z', '-', '_'),
  });
  return fc
    .tuple(characters, fc.constantFrom('A', 'Q', 'c', 's', '0', '8'))
    .map(([start, end]) => (start + end) as Hash);
}

/** Any envelope, of known and unknown types, with any JSON as data. */
export function recordEnvelopes(): fc.Arbitrary<RecordEnvelope> {
  return fc.record({
    v: fc.constant(1 as const),
    epoch: uuids(),
    seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    prev: hashes(),
    type: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' }),
    wall: fc.maxSafeInteger(),
    mono: fc.integer({ min: 0, max: 1e12 }).map((microseconds) => microseconds / 1_000),
    boot: uuids(),
    // Through JSON once: it has no -0.
    data: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
  });
}

/** The first record of an epoch, as far as its envelope goes. */
export const sampleEnvelope: RecordEnvelope = {
  v: 1,
  epoch: '6c5f1fd2-0000-4000-8000-000000000001',
  seq: 1,
  prev: noHash,
  type: 'epoch-begun',
  wall: 1_767_603_600_000,
  mono: 12.5,
  boot: '6c5f1fd2-0000-4000-8000-000000000002',
  data: { reason: 'created', previous: null },
};
