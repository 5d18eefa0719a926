import type { Hash } from '@pingjia/shared';
import type { IngestUnit } from '../../store/ingest-unit.ts';
import type { SyncStore } from '../../store/sync-store.ts';
import { toTimestamp } from '../../store/timestamp.ts';
import { type CommittedTables, keyOf, type Tables } from './tables.ts';

export function remarkOperations({ remarks }: Tables): Pick<IngestUnit, 'insertRemarks'> {
  return {
    async insertRemarks(device_id, accepted_at, rows) {
      for (const { hash, ...row } of rows) {
        const key = keyOf(device_id, hash);
        if (remarks.get(key) !== undefined) continue;
        remarks.set(key, { ...row, device_id, accepted_at, hash: Buffer.from(hash, 'base64url') });
      }
    },
  };
}

export function attachmentOperations({
  remarks,
  attachments,
}: CommittedTables): Pick<SyncStore, 'lackedAttachments' | 'storeAttachment'> {
  return {
    async lackedAttachments(deviceId, limit) {
      return [...remarks]
        .filter(([key, { device_id }]) => device_id === deviceId && !attachments.has(key))
        .slice(0, limit)
        .map(([, { hash }]) => hash.toString('base64url') as Hash);
    },
    async storeAttachment(device_id, hash, ciphertext, now) {
      const key = keyOf(device_id, hash);
      const named = remarks.get(key);
      if (named === undefined) return false;
      const received_at = toTimestamp(now);
      const row = {
        device_id,
        hash: named.hash,
        key_id: named.key_id,
        received_at,
        erased_at: ciphertext === null ? received_at : null,
      };
      const content = ciphertext === null ? null : Buffer.from(ciphertext);
      if (!attachments.has(key)) attachments.set(key, { ...row, ciphertext: content });
      return true;
    },
  };
}
