import type { Kysely } from 'kysely';
import type { PoolClient } from 'pg';
import type { DeclaredGapRow, Schema, Timestamp } from './schema.ts';

/** Notes that `from`…`to` are not held and will not come: the device pruned them after some server had vouched for them. */
export async function declareGap(
  client: PoolClient,
  deviceId: string,
  epoch: string,
  { from, to }: { readonly from: number; readonly to: number },
  stamp: Timestamp,
): Promise<void> {
  await client.query(
    `INSERT INTO declared_gaps (device_id, epoch, from_seq, to_seq, declared_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [deviceId, epoch, from, to, stamp],
  );
}

export async function declaredGaps(
  db: Kysely<Schema>,
  deviceIds: readonly string[],
): Promise<readonly DeclaredGapRow[]> {
  return db
    .selectFrom('declared_gaps')
    .selectAll()
    .where('device_id', 'in', [...deviceIds])
    .orderBy('epoch')
    .orderBy('from_seq')
    .execute();
}
