import { maxMissingRuns, type SeqRange } from '@pingjia/shared';
import { type Kysely, sql } from 'kysely';
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

/** Places of one device that are looked at: a hole can be as long as a journal, and heartbeats ask for it. */
const placesLooked = 10_000;

/**
 * Runs of seqs of which only placeholders are held, and those that a device declared to have pruned, by epoch, the newest of each
 * first: another copy of its journal may still have what that one pruned.
 */
export async function missingRuns(
  db: Kysely<Schema>,
  deviceId: string,
): Promise<ReadonlyMap<string, readonly SeqRange[]>> {
  const { rows } = await sql<{ epoch: string; first: number; last: number }>`
    SELECT epoch, min(seq) AS first, max(seq) AS last
    FROM (SELECT epoch, seq, seq - row_number() OVER (PARTITION BY epoch ORDER BY seq) AS run
          FROM (SELECT epoch, seq FROM records WHERE device_id = ${deviceId} AND bytes IS NULL
                ORDER BY epoch DESC, seq DESC LIMIT ${placesLooked}) AS places) AS gone
    GROUP BY epoch, run
    UNION ALL SELECT epoch, from_seq, to_seq FROM declared_gaps WHERE device_id = ${deviceId}
    ORDER BY epoch, first DESC`.execute(db);
  const runs = new Map<string, SeqRange[]>();
  for (const { epoch, first, last } of rows) {
    const known = runs.get(epoch) ?? [];
    if (known.length < maxMissingRuns) runs.set(epoch, [...known, { from: first, to: last }]);
  }
  return runs;
}
