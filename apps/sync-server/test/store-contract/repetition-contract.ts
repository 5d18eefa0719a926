import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { NewRecord } from '../../src/store/insert-records.ts';
import type { SyncStore } from '../../src/store/sync-store.ts';
import { hashOf, ingest, newEvaluation, newRecord, type WithStore, withDevice as withDeviceOf } from './samples.ts';

/** What every SyncStore promises of presses that were written twice. */
export function describeRepetitions(name: string, withStore: WithStore): void {
  const withDevice = (work: (store: SyncStore, device: string) => Promise<void>) => withDeviceOf(withStore, work);

  describe(`store contract: repetitions, ${name}`, () => {
    test('SY58: repetitions are stored once and found by either id; remarks on them follow, and keep for whom they were sealed', () =>
      withDevice(async (store, device) => {
        const [counted, again, other] = [randomUUID(), randomUUID(), randomUUID()];
        const repetition = { evaluationId: again, countedId: counted, epoch: randomUUID(), seq: 7 };
        const remark = { seq: 1, hash: hashOf(5), evaluation_id: again, sealed_for: null, bytes: 9, key_id: 'k' };
        await ingest(store, device, async (unit, stamp) => {
          await unit.insertRemarks(device, stamp, [{ ...remark, holds: ['comment'] }]);
          await unit.noteRepetitions(device, [repetition]);
          await unit.noteRepetitions(device, [{ ...repetition, countedId: other }]);
        });
        const find = (...ids: string[]) => ingest(store, device, (unit) => unit.repetitionsOf(device, ids));
        expect(await find(again)).toEqual([repetition]);
        expect(await find(counted, other)).toEqual([repetition]);
        expect([await find(other), await find()]).toEqual([[], []]);
        expect(await store.lackedAttachments(device, 5)).toEqual([hashOf(5)]);
      }));

    test('SY59: records that say of a press are found by their places, evaluations by their ids', () =>
      withDevice(async (store, device) => {
        const epoch = randomUUID();
        const evaluation = newEvaluation(3);
        const record = (seq: number, change: Partial<NewRecord>) => ({
          ...newRecord(seq),
          type: 'evaluation',
          ...change,
        });
        await ingest(store, device, async (unit, stamp) => {
          await unit.insertEvaluations(device, epoch, stamp, [evaluation]);
          await unit.insertRecords(device, epoch, stamp, [
            record(1, {}),
            record(2, { type: 'record-carried' }),
            record(3, { type: 'clock-stepped' }),
            record(4, { pending: true }),
            record(5, { bytes: null, quarantine: 'unreadable' }),
            record(6, {}),
            record(7, {}),
          ]);
        });
        const range = { epoch, from: 2, to: 6 };
        const found = await ingest(store, device, (unit) => unit.writtenPresses(device, range));
        expect(found).toEqual([2, 6].map((seq) => ({ seq, bytes: newRecord(seq).bytes })));
        const ids = [evaluation.evaluation_id, randomUUID()];
        const places = await ingest(store, device, (unit) => unit.evaluationPlaces(device, ids));
        expect(places).toEqual(new Map([[evaluation.evaluation_id, { epoch, seq: 3 }]]));
        expect(await ingest(store, device, (unit) => unit.evaluationPlaces(device, []))).toEqual(new Map());
      }));

    test('SY62: epochs are listed as they were accepted, with what they follow; that there are several is kept', () =>
      withDevice(async (store, device) => {
        const [first, second] = [randomUUID(), randomUUID()];
        const move = (epoch: string) => ({
          deviceId: device,
          epoch,
          watermark: { seq: 4, hash: hashOf(4) },
          evaluations: 0,
          quarantined: 0,
        });
        const previous = { epoch: first, tip: { seq: 3, hash: hashOf(3) } };
        await ingest(store, device, async (unit, stamp) => {
          await unit.insertEvaluations(device, first, stamp, [newEvaluation(1)]);
          await unit.beginEpoch(move(first), null, stamp);
        });
        await ingest(store, device, (unit, stamp) =>
          unit.beginEpoch(move(second), { reason: 'damaged', previous }, stamp),
        );
        expect(await ingest(store, device, (unit) => unit.epochLinks(device))).toEqual([
          { epoch: first, previous: null, watermark: 4 },
          { epoch: second, previous: { epoch: first, seq: 3 }, watermark: 4 },
        ]);
        await ingest(store, device, (unit) => unit.markSeveralEpochs(device));
        const locked = await store.ingest(async (unit) => ({ answer: await unit.lockDevice(device), last: [] }));
        expect(locked).toMatchObject({ severalEpochs: true });
      }));
  });
}
