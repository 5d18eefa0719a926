import { maxHandshakeEpochs } from '@pingjia/shared';
import { toLink } from '../../store/epoch-links.ts';
import type { IngestUnit } from '../../store/ingest-unit.ts';
import { keyOf, type Tables } from './tables.ts';

type Operations = Pick<
  IngestUnit,
  'epochLinks' | 'markSeveralEpochs' | 'writtenPresses' | 'evaluationPlaces' | 'repetitionsOf' | 'noteRepetitions'
>;

const pressing: readonly (string | null)[] = ['evaluation', 'record-carried'];

export function repetitionOperations(tables: Tables): Operations {
  const { devices, epochs, records, evaluations, evaluationIds, repetitions, remarks } = tables;
  return {
    async epochLinks(deviceId) {
      return [...epochs.values()]
        .filter((row) => row.device_id === deviceId)
        .sort((a, b) => compare(a.began_at, b.began_at) || compare(b.epoch, a.epoch))
        .slice(-maxHandshakeEpochs)
        .map(toLink);
    },
    async markSeveralEpochs(deviceId) {
      const row = devices.get(deviceId);
      if (row !== undefined) devices.set(deviceId, { ...row, several_epochs: true });
    },
    async writtenPresses(deviceId, { epoch, from, to }) {
      return [...records.values()]
        .filter((row) => row.device_id === deviceId && row.epoch === epoch && row.seq >= from && row.seq <= to)
        .filter(({ type, pending }) => !pending && pressing.includes(type))
        .flatMap(({ seq, bytes }) => (bytes === null ? [] : [{ seq, bytes }]))
        .sort((a, b) => a.seq - b.seq);
    },
    async evaluationPlaces(deviceId, ids) {
      return new Map(
        ids.flatMap((id) => {
          const row = evaluations.get(evaluationIds.get(keyOf(deviceId, id)) ?? '');
          return row === undefined ? [] : [[id, { epoch: row.epoch, seq: row.seq }] as const];
        }),
      );
    },
    async repetitionsOf(deviceId, ids) {
      return [...repetitions.values()]
        .filter((row) => row.device_id === deviceId)
        .filter(({ evaluation_id, counted_id }) => ids.includes(evaluation_id) || ids.includes(counted_id))
        .sort((a, b) => compare(a.epoch, b.epoch) || a.seq - b.seq)
        .map(({ evaluation_id, counted_id, epoch, seq }) => ({
          evaluationId: evaluation_id,
          countedId: counted_id,
          epoch,
          seq,
        }));
    },
    async noteRepetitions(device_id, noted) {
      for (const { evaluationId, countedId, epoch, seq } of noted) {
        const key = keyOf(device_id, evaluationId);
        if (repetitions.get(key) === undefined)
          repetitions.set(key, { device_id, evaluation_id: evaluationId, counted_id: countedId, epoch, seq });
        const own = [...remarks.values()].filter(
          (row) => row.device_id === device_id && row.evaluation_id === evaluationId,
        );
        for (const remark of own) {
          const moved = { ...remark, evaluation_id: countedId, sealed_for: remark.sealed_for ?? remark.evaluation_id };
          remarks.set(keyOf(device_id, remark.hash.toString('base64url')), moved);
        }
      }
    },
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
