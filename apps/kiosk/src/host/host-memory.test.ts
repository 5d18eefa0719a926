import { encodeRecord, noHash, type RecordDraft, type RecordEnvelope } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HostMemory } from './host-memory.ts';

const sampleEnvelope: RecordEnvelope = {
  v: 1,
  epoch: '6c5f1fd2-0000-4000-8000-000000000001',
  seq: 1,
  prev: noHash,
  type: 'epoch-begun',
  wall: 1_767_603_600_000,
  mono: 12.5,
  boot: '6c5f1fd2-0000-4000-8000-000000000002',
  data: {},
};
const staffId = '57aff000-0000-4000-8000-000000000001';
const context = { siteId: staffId, windowId: staffId, staffId, itemCode: null, ticket: null };

/** Records of every kind that the host remembers something of. */
function drafts(): fc.Arbitrary<RecordDraft> {
  const count = fc.integer({ min: 0, max: 20 });
  const session = fc.integer({ min: 0, max: 3 }).map((n) => `5e550000-0000-4000-8000-00000000000${n}`);
  const press = (n: number) => ({ kind: 'pad' as const, padId: 'pad', boot: '0001', count: n, key: 5 });
  return fc.oneof(
    fc.constant<RecordDraft>({ type: 'staff-signed-in', data: { staffId, by: 'staff' } }),
    fc.constant<RecordDraft>({ type: 'staff-signed-out', data: { staffId } }),
    fc.constant<RecordDraft>({ type: 'host-stopped', data: { reason: 'requested' } }),
    fc.constant<RecordDraft>({
      type: 'host-started',
      data: { software: 'x', platform: 'y', previousStop: null },
    }),
    count.map((n): RecordDraft => ({ type: 'press-refused', data: { source: press(n), reason: 'unmapped-key' } })),
    session.map(
      (sessionId): RecordDraft => ({ type: 'session-armed', data: { sessionId, armedBy: 'staff', context } }),
    ),
    session.map((sessionId): RecordDraft => ({ type: 'session-timed-out', data: { sessionId, reason: 'timeout' } })),
    count.map((n): RecordDraft => {
      const hash = sampleEnvelope.prev;
      return { type: 'record-carried', data: { epoch: sampleEnvelope.epoch, seq: n + 1, hash, record: '{}' } };
    }),
  );
}

const envelopeOf = ({ type, data }: RecordDraft): RecordEnvelope =>
  JSON.parse(Buffer.from(encodeRecord({ ...sampleEnvelope, type, data })).toString()) as RecordEnvelope;

describe('what the host remembers', () => {
  test('JN5: taken up from a snapshot anywhere, it is what it would be from the first record on', () => {
    fc.assert(
      fc.property(fc.array(drafts(), { maxLength: 60 }), fc.nat({ max: 60 }), (records, cut) => {
        const whole = new HostMemory();
        const first = new HostMemory();
        for (const record of records.slice(0, cut)) first.visit(envelopeOf(record));
        const second = first.fresh();
        expect(second.restore(JSON.parse(JSON.stringify(first.snapshot())))).toBe(true);
        for (const record of records.slice(cut)) second.visit(envelopeOf(record));
        for (const record of records) whole.visit(envelopeOf(record));
        expect(second.snapshot()).toEqual(whole.snapshot());
        expect([second.armed, second.previousStop, second.duty.staffId(null)]).toEqual([
          whole.armed,
          whole.previousStop,
          whole.duty.staffId(null),
        ]);
      }),
    );
  });

  test('SY63: a press in a record that was carried is known from then on', () => {
    const source = { kind: 'pad' as const, padId: 'pad', boot: '0001', count: 3, key: 5 };
    const carried = encodeRecord({ ...sampleEnvelope, type: 'press-refused', data: { source, reason: 'learning' } });
    const memory = new HostMemory();
    const { epoch, prev: hash } = sampleEnvelope;
    const data = { epoch, seq: 1, hash, record: Buffer.from(carried).toString() };
    memory.visit(envelopeOf({ type: 'record-carried', data }));
    expect([memory.ledger.has(source), memory.ledger.has({ ...source, count: 4 })]).toEqual([true, false]);
  });

  test.each([null, 7, {}, { format: 2 }, { format: 1, ledger: 3 }, new SeededRandom(1).uuid()])(
    'JN5: %j is no snapshot',
    (snapshot) => expect(new HostMemory().restore(snapshot)).toBe(false),
  );
});
