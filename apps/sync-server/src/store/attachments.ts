import type { Hash } from '@pingjia/shared';
import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { toTimestamp } from './timestamp.ts';

/** At most `limit` attachments that accepted records of a device name and that never came, the oldest first. */
export async function lackedAttachments(db: Kysely<Schema>, deviceId: string, limit: number): Promise<readonly Hash[]> {
  const rows = await db
    .selectFrom('remarks as r')
    .leftJoin('attachments as a', (join) =>
      join.onRef('a.device_id', '=', 'r.device_id').onRef('a.hash', '=', 'r.hash'),
    )
    .select('r.hash')
    .where('r.device_id', '=', deviceId)
    .where('a.hash', 'is', null)
    .orderBy('r.accepted_at')
    .orderBy('r.seq')
    .limit(limit)
    .execute();
  return rows.map(({ hash }) => hash.toString('base64url') as Hash);
}

/** Keeps a sealed file that a record names; false where none does. One that was erased (null) stays erased. */
export async function storeAttachment(
  db: Kysely<Schema>,
  deviceId: string,
  hash: Hash,
  ciphertext: Uint8Array | null,
  now: number,
): Promise<boolean> {
  const name = Buffer.from(hash, 'base64url');
  const content = ciphertext === null ? null : Buffer.from(ciphertext);
  const at = toTimestamp(now);
  const { numAffectedRows } = await sql`
    INSERT INTO attachments (device_id, hash, key_id, ciphertext, received_at, erased_at)
    SELECT device_id, hash, key_id, ${content}::bytea, ${at}::timestamptz, ${content === null ? at : null}::timestamptz
    FROM remarks WHERE device_id = ${deviceId} AND hash = ${name}
    ON CONFLICT DO NOTHING`.execute(db);
  if (numAffectedRows !== undefined && numAffectedRows > 0n) return true;
  const held = await db
    .selectFrom('attachments')
    .select('hash')
    .where('device_id', '=', deviceId)
    .where('hash', '=', name)
    .executeTakeFirst();
  return held !== undefined;
}

/** Takes away sealed bytes that a restored dump brought back; answers how many. */
export async function eraseAgain(db: Kysely<Schema>, deviceId: string, hashes: readonly Hash[]): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('attachments')
    .set({ ciphertext: null, erased_at: sql<string>`now()` })
    .where('device_id', '=', deviceId)
    .where(
      'hash',
      'in',
      hashes.map((hash) => Buffer.from(hash, 'base64url')),
    )
    .where('ciphertext', 'is not', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
