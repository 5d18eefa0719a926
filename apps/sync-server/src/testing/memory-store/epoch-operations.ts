import type { EpochBegun } from '@pingjia/shared';
import type { IngestUnit } from '../../store/ingest-unit.ts';
import type { SyncStore } from '../../store/sync-store.ts';
import type { EpochRow } from '../../store/schema.ts';
import { keyOf, type Tables } from './tables.ts';

type Operations = Pick<
  IngestUnit,
  'epochHead' | 'markForked' | 'beginEpoch' | 'moveHead' | 'describeEpoch' | 'declareGap'
>;

export function epochOperations(tables: Tables): Operations {
  const { devices, epochs, gaps } = tables;
  const claimEpochs = claimer(tables);
  return {
    async epochHead(deviceId, epoch) {
      const row = epochs.get(keyOf(deviceId, epoch));
      if (row === undefined) return null;
      const { watermark_seq, watermark_hash, forked, moved_at } = row;
      return { watermark: watermark_seq, hash: watermark_hash, forked, movedAt: moved_at };
    },
    async markForked(deviceId, epoch) {
      const device = devices.get(deviceId);
      if (device !== undefined) devices.set(deviceId, { ...device, forked: true });
      const row = epochs.get(keyOf(deviceId, epoch));
      if (row !== undefined) epochs.set(keyOf(deviceId, epoch), { ...row, forked: true });
    },
    async beginEpoch(move, begun, stamp) {
      const { deviceId, epoch, watermark, evaluations, quarantined } = move;
      const key = keyOf(deviceId, epoch);
      if (epochs.get(key) !== undefined) throw new Error(`epoch ${epoch} is there already`);
      epochs.set(key, {
        device_id: deviceId,
        epoch,
        ...beginning(begun ?? { reason: 'damaged', previous: null }),
        watermark_seq: watermark.seq,
        watermark_hash: Buffer.from(watermark.hash, 'base64url'),
        evaluations,
        quarantined,
        forked: false,
        began_at: stamp,
        moved_at: stamp,
      });
      await claimPrevious(claimEpochs, deviceId, begun);
    },
    async moveHead({ deviceId, epoch, watermark, evaluations, quarantined }, stamp) {
      const key = keyOf(deviceId, epoch);
      const row = epochs.get(key);
      if (row === undefined) return;
      epochs.set(key, {
        ...row,
        watermark_seq: watermark.seq,
        watermark_hash: Buffer.from(watermark.hash, 'base64url'),
        evaluations: row.evaluations + evaluations,
        quarantined: row.quarantined + quarantined,
        moved_at: row.watermark_seq < watermark.seq ? stamp : row.moved_at,
      });
    },
    async describeEpoch(deviceId, epoch, begun) {
      const row = epochs.get(keyOf(deviceId, epoch));
      if (row !== undefined) epochs.set(keyOf(deviceId, epoch), { ...row, ...beginning(begun) });
      await claimPrevious(claimEpochs, deviceId, begun);
    },
    async declareGap(device_id, epoch, { from, to }, declared_at) {
      const key = keyOf(device_id, epoch, from);
      if (gaps.get(key) === undefined) gaps.set(key, { device_id, epoch, from_seq: from, to_seq: to, declared_at });
    },
  };
}

/** Remembers the furthest that was claimed of each epoch. */
export function claimer({ claims }: Pick<Tables, 'claims'>): SyncStore['claimEpochs'] {
  return async (device_id, claimed) => {
    for (const { epoch, seq } of claimed) {
      const known = claims.get(keyOf(device_id, epoch))?.seq ?? 0;
      if (seq > known) claims.set(keyOf(device_id, epoch), { device_id, epoch, seq });
    }
  };
}

async function claimPrevious(claim: SyncStore['claimEpochs'], deviceId: string, begun: EpochBegun | null) {
  const previous = begun?.previous ?? null;
  if (previous !== null) await claim(deviceId, [{ epoch: previous.epoch, seq: previous.tip.seq }]);
}

function beginning({ reason, previous }: EpochBegun) {
  return {
    reason,
    previous_epoch: previous?.epoch ?? null,
    previous_seq: previous?.tip.seq ?? null,
    previous_hash: previous === null ? null : Buffer.from(previous.tip.hash, 'base64url'),
  } satisfies Partial<EpochRow>;
}
