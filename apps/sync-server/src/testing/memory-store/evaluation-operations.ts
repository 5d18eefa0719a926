import type { IngestUnit } from '../../store/ingest-unit.ts';
import { keyOf, type Tables } from './tables.ts';

type Operations = Pick<
  IngestUnit,
  'insertEvaluations' | 'updatePads' | 'takeAmendments' | 'amendEvaluations' | 'keepAmendments' | 'laterAmendments'
>;

const amending: readonly (string | null)[] = ['evaluation-changed', 'follow-up-closed', 'record-carried'];

export function evaluationOperations(tables: Tables): Operations {
  const { evaluations, evaluationIds, waiting, pads, records } = tables;
  return {
    async insertEvaluations(device_id, epoch, accepted_at, rows) {
      const inserted = new Set<number>();
      for (const { details, ...row } of rows) {
        const key = keyOf(device_id, epoch, row.seq);
        const idKey = keyOf(device_id, row.evaluation_id);
        if (evaluations.get(key) !== undefined || evaluationIds.get(idKey) !== undefined) continue;
        evaluations.set(key, { ...row, device_id, epoch, accepted_at, details: listOf(details) });
        evaluationIds.set(idKey, key);
        inserted.add(row.seq);
      }
      return inserted;
    },
    async updatePads(device_id, updates) {
      for (const { padId, state, address, firmware, lost } of updates) {
        const key = keyOf(device_id, padId);
        const before = pads.get(key);
        pads.set(key, {
          device_id,
          pad_id: padId,
          state: state ?? before?.state ?? null,
          address: address ?? before?.address ?? null,
          firmware: firmware ?? before?.firmware ?? null,
          lost_presses: (before?.lost_presses ?? 0) + lost,
        });
      }
    },
    async takeAmendments(device_id, ids) {
      return ids.flatMap((evaluationId) => {
        const key = keyOf(device_id, evaluationId);
        const row = waiting.get(key);
        waiting.delete(key);
        return row === undefined ? [] : [{ evaluationId, grade: row.grade, details: row.details }];
      });
    },
    async amendEvaluations(device_id, amendments) {
      const found = new Set<string>();
      for (const { evaluationId, grade, details } of amendments) {
        const key = evaluationIds.get(keyOf(device_id, evaluationId));
        const row = key === undefined ? undefined : evaluations.get(key);
        if (key === undefined || row === undefined) continue;
        evaluations.set(key, { ...row, grade: grade ?? row.grade, details: listOf(details) ?? row.details });
        found.add(evaluationId);
      }
      return found;
    },
    async keepAmendments(device_id, amendments) {
      for (const { evaluationId, grade, details } of amendments) {
        const key = keyOf(device_id, evaluationId);
        const before = waiting.get(key);
        waiting.set(key, {
          device_id,
          evaluation_id: evaluationId,
          grade: grade ?? before?.grade ?? null,
          details: details ?? before?.details ?? null,
        });
      }
    },
    async laterAmendments(deviceId, epoch, seq, ids) {
      return [...records.values()]
        .filter((row) => row.device_id === deviceId && row.epoch === epoch && row.seq > seq)
        .filter(({ type, pending }) => !pending && amending.includes(type))
        .flatMap((row) => (row.bytes === null ? [] : [{ seq: row.seq, bytes: row.bytes }]))
        .filter(({ bytes }) => ids.some((id) => bytes.includes(id)))
        .sort((a, b) => a.seq - b.seq);
    },
  };
}

/** The same as PostgreSQL's string_to_array. */
function listOf(details: string | null): readonly string[] | null {
  if (details === null) return null;
  return details === '' ? [] : details.split(',');
}
