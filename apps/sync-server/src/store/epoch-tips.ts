import type { Kysely } from 'kysely';
import type { EpochRow, Schema } from './schema.ts';

/** The epochs of these that are held, by id. */
export async function findEpochs(
  db: Kysely<Schema>,
  deviceId: string,
  epochs: readonly string[],
): Promise<ReadonlyMap<string, EpochRow>> {
  if (epochs.length === 0) return new Map();
  const rows = await db
    .selectFrom('epochs')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where('epoch', 'in', [...epochs])
    .execute();
  return new Map(rows.map((row) => [row.epoch, row]));
}

/** The held hashes of these seqs, by seq; absent or null where none is known. */
export async function findHashes(
  db: Kysely<Schema>,
  deviceId: string,
  epoch: string,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, Buffer | null>> {
  const rows = await db
    .selectFrom('records')
    .select(['seq', 'hash'])
    .where('device_id', '=', deviceId)
    .where('epoch', '=', epoch)
    .where('seq', 'in', [...seqs])
    .execute();
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}
