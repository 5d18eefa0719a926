import type { Kysely } from 'kysely';
import type { RecordRow, Schema } from './schema.ts';

export type SetAsideRow = Pick<RecordRow, 'epoch' | 'seq' | 'type' | 'quarantine' | 'accepted_at'> & {
  /** Length; null for a placeholder. */
  readonly length: number | null;
};

/** Records of a device that nothing is counted from, the newest first: not understood, of later types, or rotted. */
export async function setAsideRecords(
  db: Kysely<Schema>,
  deviceId: string,
  limit: number,
): Promise<readonly SetAsideRow[]> {
  return db
    .selectFrom('records')
    .select(['epoch', 'seq', 'type', 'quarantine', 'accepted_at'])
    .select((select) => select.fn<number | null>('octet_length', ['bytes']).as('length'))
    .where('device_id', '=', deviceId)
    .where((where) => where.or([where('pending', '=', true), where('bytes', 'is', null)]))
    .orderBy('accepted_at', 'desc')
    .orderBy('epoch')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}
