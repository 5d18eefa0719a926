import type { IngestUnit } from '../../store/ingest-unit.ts';
import type { NewRecord } from '../../store/insert-records.ts';
import type { RecordRow, Timestamp } from '../../store/schema.ts';
import { keyOf, type Tables } from './tables.ts';

type Operations = Pick<IngestUnit, 'heldRecords' | 'insertRecords' | 'fillPlaces' | 'pendingRecords' | 'settleRecords'>;

export function recordOperations({ records, epochs }: Tables): Operations {
  return {
    async heldRecords(deviceId, epoch, from, to) {
      return new Map(
        [...records.values()]
          .filter((row) => row.device_id === deviceId && row.epoch === epoch && row.seq >= from && row.seq <= to)
          .map(({ seq, hash, quarantine, bytes }) => [
            seq,
            { hash, quarantined: quarantine !== null && bytes !== null, rotted: bytes === null },
          ]),
      );
    },
    async insertRecords(deviceId, epoch, stamp, rows) {
      const fresh = rows.filter(({ seq }) => records.get(keyOf(deviceId, epoch, seq)) === undefined);
      for (const row of fresh) records.set(keyOf(deviceId, epoch, row.seq), toRow(deviceId, epoch, stamp, row));
      return fresh.length;
    },
    async fillPlaces(deviceId, epoch, stamp, rows) {
      const rotted = rows.filter(({ seq }) => records.get(keyOf(deviceId, epoch, seq))?.bytes === null);
      for (const row of rotted) records.set(keyOf(deviceId, epoch, row.seq), toRow(deviceId, epoch, stamp, row));
      return rotted.length;
    },
    async pendingRecords({ device_id, epoch }, after, limit) {
      return [...records.values()]
        .filter((row) => row.device_id === device_id && row.epoch === epoch && row.pending && row.seq > after)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit)
        .map(({ seq, bytes, quarantine }) => ({ seq, bytes: bytes ?? noBytes(seq), quarantined: quarantine !== null }));
    },
    async settleRecords({ device_id, epoch }, settled, evaluations) {
      for (const { seq } of settled) {
        const key = keyOf(device_id, epoch, seq);
        const row = records.get(key);
        if (row !== undefined) records.set(key, { ...row, pending: false, quarantine: null });
      }
      const key = keyOf(device_id, epoch);
      const row = epochs.get(key);
      const quarantined = settled.filter((record) => record.quarantined).length;
      if (row === undefined) return;
      epochs.set(key, {
        ...row,
        evaluations: row.evaluations + evaluations,
        quarantined: row.quarantined - quarantined,
      });
    },
  };
}

function toRow(device_id: string, epoch: string, accepted_at: Timestamp, row: NewRecord): RecordRow {
  const { hash, bytes } = row;
  return {
    ...row,
    device_id,
    epoch,
    accepted_at,
    hash: hash === null ? null : Buffer.from(hash, 'base64url'),
    bytes: bytes === null ? null : Buffer.from(bytes),
  };
}

function noBytes(seq: number): never {
  throw new Error(`placeholder ${seq} is pending`);
}
