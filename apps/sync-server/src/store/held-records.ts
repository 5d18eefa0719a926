import type { PoolClient } from 'pg';

export interface HeldRecord {
  readonly hash: Buffer | null;
  readonly quarantined: boolean;
  /** Only a placeholder is held. */
  readonly rotted: boolean;
}

/** What is held of the seqs `from`…`to`, by seq. */
export async function heldRecords(
  client: PoolClient,
  deviceId: string,
  epoch: string,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, HeldRecord>> {
  const { rows } = await client.query<{ seq: number; hash: Buffer | null; quarantined: boolean; rotted: boolean }>({
    name: 'held-records',
    text: `SELECT seq, hash, quarantine IS NOT NULL AND bytes IS NOT NULL AS quarantined, bytes IS NULL AS rotted FROM records
           WHERE device_id = $1 AND epoch = $2 AND seq BETWEEN $3 AND $4`,
    values: [deviceId, epoch, from, to],
  });
  return new Map(rows.map(({ seq, ...held }) => [seq, held]));
}
