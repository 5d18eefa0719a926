import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DeviceIdentity } from '../../src/store/devices.ts';
import type { IngestUnit } from '../../src/store/ingest-unit.ts';
import type { NewEvaluation } from '../../src/store/insert-evaluations.ts';
import type { NewRecord } from '../../src/store/insert-records.ts';
import type { SyncStore } from '../../src/store/sync-store.ts';
import { toMilliseconds } from '../../src/store/timestamp.ts';
import {
  hashOf,
  ingest,
  newDevice,
  newEvaluation,
  newRecord,
  now,
  place,
  type WithStore,
  withDevice as withDeviceOf,
} from './samples.ts';

/** What every SyncStore promises: whatever the server is tested with in memory holds in PostgreSQL, and the other way round. */
export function describeStore(name: string, withStore: WithStore): void {
  const withDevice = (work: (store: SyncStore, device: string) => Promise<void>) => withDeviceOf(withStore, work);

  describe(`store contract: ${name}`, () => {
    test('a device is stored once and found as it was stored', () =>
      withStore(async (store) => {
        const device = newDevice();
        expect(await store.findDevice(device.deviceId)).toBeNull();
        await store.storeDevice(device);
        await store.storeDevice({ ...device, siteId: randomUUID() });
        expect(await store.findDevice(device.deviceId)).toEqual({ ...device, stored: true });
      }));

    test('a revocation is seen by whoever finds or locks the device; there is none of an unknown one', () =>
      withDevice(async (store, device) => {
        expect(await store.revokeDevice(randomUUID(), now)).toBe(false);
        expect(await store.revokeDevice(device, now)).toBe(true);
        expect((await store.findDevice(device))?.revoked).toBe(true);
        const lockOf = (id: string) => store.ingest(async (unit) => ({ answer: await unit.lockDevice(id), last: [] }));
        expect(await lockOf(device)).toEqual({ forked: false, revoked: true, severalEpochs: false });
        expect(await lockOf(randomUUID())).toBeNull();
      }));

    test('SY37: a code is used once, by one key, in time; the same key finds its device again', () =>
      withStore(async (store) => {
        const [first, second] = [newDevice(), newDevice()];
        const [code, late] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
        await store.storeCode(code, place, now + 1_000);
        await store.storeCode(late, place, now);
        const use = (hash: Buffer, { publicKey, deviceId }: DeviceIdentity) =>
          store.consumeCode(hash, publicKey, deviceId, now, () => 0);
        expect(await use(late, first)).toBeNull();
        expect((await use(code, first))?.device_id).toBe(first.deviceId);
        expect(await use(code, second)).toBeNull();
        expect((await use(code, { ...first, deviceId: randomUUID() }))?.device_id).toBe(first.deviceId);
        expect(await store.findDevice(first.deviceId)).toMatchObject({ ...place, publicKey: first.publicKey });
      }));

    test('SE9: a code that does not enroll the device that is expected stays good', () =>
      withStore(async (store) => {
        const [known, other] = [newDevice(), newDevice()];
        await store.storeDevice(known);
        const [anew, fresh] = [Buffer.alloc(32, 3), Buffer.alloc(32, 4)];
        await store.storeCode(anew, { ...place, deviceId: known.deviceId }, now + 1_000);
        await store.storeCode(fresh, place, now + 1_000);
        const use = (hash: Buffer, expected?: string) =>
          store.consumeCode(hash, other.publicKey, other.deviceId, now, () => 0, expected);
        expect(await use(fresh, known.deviceId)).toBeNull();
        expect(await use(anew, other.deviceId)).toBeNull();
        expect((await use(anew, known.deviceId))?.device_id).toBe(known.deviceId);
        expect((await use(anew, known.deviceId))?.device_id).toBe(known.deviceId);
        expect(await use(anew, other.deviceId)).toBeNull();
        expect((await use(fresh))?.device_id).toBe(other.deviceId);
      }));

    test('SY30: nothing of a transaction is seen before it commits, and nothing stays of one that throws', () =>
      withDevice(async (store, device) => {
        const epoch = randomUUID();
        const write = (unit: IngestUnit, stamp: string) => unit.insertRecords(device, epoch, stamp, [newRecord(1)]);
        const seen: number[] = [];
        await ingest(store, device, async (unit, stamp) => {
          await write(unit, stamp);
          seen.push((await store.findHashes(device, epoch, [1])).size);
        });
        seen.push((await store.findHashes(device, epoch, [1])).size);
        expect(seen).toEqual([0, 1]);
        const failed = ingest(store, device, async (unit, stamp) => {
          await unit.insertRecords(device, epoch, stamp, [newRecord(2)]);
          throw new Error('no');
        });
        await expect(failed).rejects.toThrow('no');
        expect((await store.findHashes(device, epoch, [2])).size).toBe(0);
      }));

    test('SY30: transactions of one device run one after the other', () =>
      withDevice(async (store, device) => {
        const epoch = randomUUID();
        const counts = await Promise.all(
          [1, 2, 3, 4].map(() =>
            ingest(store, device, async (unit, stamp) => {
              const held = await unit.heldRecords(device, epoch, 1, 100);
              return unit.insertRecords(device, epoch, stamp, [newRecord(held.size + 1), newRecord(held.size + 2)]);
            }),
          ),
        );
        expect(counts).toEqual([2, 2, 2, 2]);
      }));

    test('SY29: a record is stored once under its number', () =>
      withDevice(async (store, device) => {
        const epoch = randomUUID();
        const insert = (...records: NewRecord[]) =>
          ingest(store, device, (unit, stamp) => unit.insertRecords(device, epoch, stamp, records));
        expect(await insert(newRecord(1), newRecord(2))).toBe(2);
        expect(await insert(newRecord(2, hashOf(99)), newRecord(3))).toBe(1);
        const hashes = await store.findHashes(device, epoch, [2, 3, 4]);
        expect([...hashes].map(([seq, hash]) => [seq, hash?.toString('base64url')])).toEqual([
          [2, hashOf(2)],
          [3, hashOf(3)],
        ]);
      }));

    test('SY42: placeholders are held as rotted, listed in runs, and filled once; bytes are never touched', () =>
      withDevice(async (store, device) => {
        const epoch = randomUUID();
        const gone = [2, 3, 5].map((seq) => ({ ...newRecord(seq), bytes: null, quarantine: 'unreadable' }));
        await ingest(store, device, (unit, stamp) =>
          unit.insertRecords(device, epoch, stamp, [newRecord(1), newRecord(4), ...gone]),
        );
        expect(await store.missingRuns(device)).toEqual(
          new Map([
            [
              epoch,
              [
                { from: 5, to: 5 },
                { from: 2, to: 3 },
              ],
            ],
          ]),
        );
        const filled = await ingest(store, device, (unit, stamp) =>
          unit.fillPlaces(device, epoch, stamp, [newRecord(1, hashOf(99)), newRecord(2)]),
        );
        expect(filled).toBe(1);
        const held = await ingest(store, device, (unit) => unit.heldRecords(device, epoch, 1, 3));
        expect([...held].sort(([a], [b]) => a - b).map(([seq, { rotted }]) => [seq, rotted])).toEqual([
          [1, false],
          [2, false],
          [3, true],
        ]);
        expect(held.get(1)?.hash?.toString('base64url')).toBe(hashOf(1));
      }));

    test('SY49: what was declared as pruned is listed with the placeholders, newest first, of one device alone', () =>
      withDevice((store, other) =>
        withDevice(async (_, device) => {
          const epoch = randomUUID();
          await ingest(store, device, async (unit, stamp) => {
            await unit.insertRecords(device, epoch, stamp, [
              newRecord(1),
              { ...newRecord(9), bytes: null, quarantine: 'unreadable' },
            ]);
            await unit.declareGap(device, epoch, { from: 2, to: 6 }, stamp);
            await unit.declareGap(device, epoch, { from: 2, to: 6 }, stamp);
          });
          const runs = [
            { from: 9, to: 9 },
            { from: 2, to: 6 },
          ];
          expect(await store.missingRuns(device)).toEqual(new Map([[epoch, runs]]));
          expect(await store.missingRuns(other)).toEqual(new Map());
        }),
      ));

    test('SY41 SY43: what is pending is found, in order, until it is settled', () =>
      withDevice(async (store, device) => {
        const epoch = randomUUID();
        const pending = [3, 1, 2].map((seq) => ({ ...newRecord(seq), pending: true, quarantine: 'RECORD_MALFORMED' }));
        await ingest(store, device, (unit, stamp) => unit.insertRecords(device, epoch, stamp, pending));
        const where = { device_id: device, epoch };
        expect(await store.pendingPlaces()).toContainEqual(where);
        const found = await ingest(store, device, (unit) => unit.pendingRecords(where, 1, 5));
        expect(found.map(({ seq, quarantined }) => [seq, quarantined])).toEqual([
          [2, true],
          [3, true],
        ]);
        const all = await ingest(store, device, (unit) => unit.pendingRecords(where, 0, 5));
        await ingest(store, device, (unit) => unit.settleRecords(where, all, 0));
        expect(await store.pendingPlaces()).not.toContainEqual(where);
      }));

    test('SY19: an evaluation is stored once, under its number and under its id', () =>
      withDevice(async (store, device) => {
        const epoch = randomUUID();
        const insert = (...rows: NewEvaluation[]) =>
          ingest(store, device, (unit, stamp) => unit.insertEvaluations(device, epoch, stamp, rows));
        const [one, two] = [newEvaluation(1), newEvaluation(2)];
        expect(await insert(one, two)).toEqual(new Set([1, 2]));
        expect(await insert({ ...one, seq: 3 }, newEvaluation(2), newEvaluation(4))).toEqual(new Set([4]));
      }));

    test('SY31: amendments change what is held, and wait, the newest winning, for what is not', () =>
      withDevice(async (store, device) => {
        const held = newEvaluation(1);
        const absent = randomUUID();
        const change = { evaluationId: held.evaluation_id, grade: 'dissatisfied', details: null } as const;
        await ingest(store, device, async (unit, stamp) => {
          await unit.insertEvaluations(device, randomUUID(), stamp, [held]);
          const found = await unit.amendEvaluations(device, [change, { ...change, evaluationId: absent }]);
          expect(found).toEqual(new Set([held.evaluation_id]));
          await unit.keepAmendments(device, [{ evaluationId: absent, grade: 'satisfied', details: null }]);
          await unit.keepAmendments(device, [{ evaluationId: absent, grade: null, details: '101,102' }]);
        });
        const take = () => ingest(store, device, (unit) => unit.takeAmendments(device, [absent, held.evaluation_id]));
        expect(await take()).toEqual([{ evaluationId: absent, grade: 'satisfied', details: '101,102' }]);
        expect(await take()).toEqual([]);
      }));

    test('an epoch has the watermark that it was moved to, and the time at which it got there', () =>
      withDevice(async (store, device) => {
        const epoch = randomUUID();
        const move = (seq: number) => ({
          deviceId: device,
          epoch,
          watermark: { seq, hash: hashOf(seq) },
          evaluations: 1,
          quarantined: 0,
        });
        const stamps: string[] = [];
        const step = (act: (unit: IngestUnit, stamp: string) => Promise<unknown>) =>
          ingest(store, device, async (unit, stamp) => {
            stamps.push(stamp);
            await act(unit, stamp);
            return unit.epochHead(device, epoch);
          });
        expect(await ingest(store, device, (unit) => unit.epochHead(device, epoch))).toBeNull();
        await step((unit, stamp) => unit.beginEpoch(move(2), { reason: 'created', previous: null }, stamp));
        const moved = await step((unit, stamp) => unit.moveHead(move(3), stamp));
        expect(moved).toMatchObject({ watermark: 3, forked: false });
        const kept = await step((unit, stamp) => unit.moveHead(move(3), stamp));
        expect(kept?.movedAt).toBe(moved?.movedAt);
        expect(toMilliseconds(kept?.movedAt ?? '')).toBe(toMilliseconds(stamps[1] ?? ''));
        await ingest(store, device, (unit) => unit.markForked(device, epoch));
        const row = (await store.findEpochs(device, [epoch, randomUUID()])).get(epoch);
        expect(row).toMatchObject({ watermark_seq: 3, evaluations: 3, forked: true, reason: 'created' });
      }));

    test('an acceptance time is later than every one that is visible', () =>
      withDevice(async (store, device) => {
        const stamps: string[] = [];
        for (let seq = 1; seq <= 5; seq += 1) {
          await ingest(store, device, async (unit, stamp) => {
            stamps.push(stamp);
            await unit.insertEvaluations(device, randomUUID(), stamp, [newEvaluation(seq)]);
          });
        }
        expect(stamps.toSorted()).toEqual(stamps);
        expect(new Set(stamps).size).toBe(5);
      }));
  });
}
