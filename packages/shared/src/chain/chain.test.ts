import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hash, hashSchema, noHash, type Sha256 } from '../hash.ts';
import type { Position } from '../model/epoch.ts';
import { encodeRecord } from '../model/record.ts';
import { recordEnvelopes, sampleEnvelope } from '../testing/record-arbitraries.ts';
import { chainRecord, chainStart } from './chain.ts';

const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest('base64url') as Hash;
const { epoch } = sampleEnvelope;

/** Records of one epoch as a journal would write them. */
function chainOf(data: readonly unknown[]): Uint8Array[] {
  let prev = noHash;
  return data.map((value, index) => {
    const bytes = encodeRecord({ ...sampleEnvelope, seq: index + 1, prev, data: value });
    prev = sha256(bytes);
    return bytes;
  });
}

/** The seq at which the chain breaks, or the tip it comes to. */
function walk(records: readonly Uint8Array[]): { brokenAt: number } | { tip: Position } {
  let tip = chainStart;
  for (const bytes of records) {
    const chained = chainRecord(epoch, tip, bytes, sha256);
    if (!chained.ok) return { brokenAt: tip.seq + 1 };
    tip = { seq: chained.value.envelope.seq, hash: chained.value.hash };
  }
  return { tip };
}

const data = fc.array(fc.jsonValue(), { minLength: 2, maxLength: 12 });

describe('chain', () => {
  test('SY3: the position before the first record is thirty-two zero bytes', () => {
    expect(chainStart).toEqual({ seq: 0, hash: Buffer.alloc(32).toString('base64url') });
    expect(hashSchema.parse(noHash)).toBe(noHash);
  });

  test('SY3: records written one after the other chain, and the tip is the hash of the last one’s bytes', () => {
    fc.assert(
      fc.property(data, (values) => {
        const records = chainOf(values);
        expect(walk(records)).toEqual({
          tip: { seq: records.length, hash: sha256(records.at(-1) ?? new Uint8Array()) },
        });
      }),
    );
  });

  test('SY3 SY4: one changed byte breaks the chain there or at the next record, or changes the tip', () => {
    fc.assert(
      fc.property(data, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (values, which, where, by) => {
        const records = chainOf(values);
        const sound = walk(records);
        const index = which % records.length;
        const changed = Uint8Array.from(records[index] ?? []);
        const at = where % changed.length;
        changed[at] = (changed[at] ?? 0) ^ by;
        const found = walk(records.with(index, changed));
        if ('brokenAt' in found) expect([index + 1, index + 2]).toContain(found.brokenAt);
        else {
          expect(index).toBe(records.length - 1);
          expect(found).not.toEqual(sound);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('SY4: a record left out, doubled or swapped breaks the chain', () => {
    const records = chainOf(['a', 'b', 'c', 'd']);
    const [a, b, c, d] = records;
    if (!a || !b || !c || !d) throw new Error('four records');
    expect(walk([a, c, d])).toEqual({ brokenAt: 2 });
    expect(walk([a, b, b, c])).toEqual({ brokenAt: 3 });
    expect(walk([a, c, b, d])).toEqual({ brokenAt: 2 });
  });

  test('SY4: a record of another epoch is out of place however well it fits', () => {
    const [first = new Uint8Array()] = chainOf(['a']);
    const other = '6c5f1fd2-0000-4000-8000-00000000000f';
    expect(chainRecord(other, chainStart, first, sha256)).toMatchObject({ error: { code: 'BATCH_CHAIN_BROKEN' } });
  });

  test('SY4: what follows nothing in particular is refused, and garbage is malformed', () => {
    fc.assert(
      fc.property(recordEnvelopes(), fc.uint8Array(), (record, garbage) => {
        fc.pre(record.prev !== noHash);
        const outcome = chainRecord(record.epoch, chainStart, encodeRecord(record), sha256);
        expect(outcome).toMatchObject({ error: { code: 'BATCH_CHAIN_BROKEN' } });
        expect(chainRecord(epoch, chainStart, garbage, sha256).ok).toBe(false);
      }),
    );
  });
});
