import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** seqs `from`…`to` of which only placeholders are held. */
export interface RottedRun {
  readonly device_id: string;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
}

/** Runs of one device that are named, the newest: a journal can be full of holes, and a list shows many devices. */
const mostOfDevice = 1_000;

/** Where records rotted on these devices, in the order of epoch and seq. */
export async function rottedRuns(db: Kysely<Schema>, deviceIds: readonly string[]): Promise<readonly RottedRun[]> {
  const { rows } = await sql<RottedRun>`
    SELECT device_id, epoch, first AS "from", last AS "to"
    FROM (SELECT device_id, epoch, min(seq) AS first, max(seq) AS last,
            row_number() OVER (PARTITION BY device_id ORDER BY epoch DESC, min(seq) DESC) AS place
          FROM (SELECT device_id, epoch, seq,
                  seq - row_number() OVER (PARTITION BY device_id, epoch ORDER BY seq) AS run
                FROM records WHERE device_id = ANY (${[...deviceIds]}::uuid[]) AND bytes IS NULL) AS places
          GROUP BY device_id, epoch, run) AS runs
    WHERE place <= ${mostOfDevice} ORDER BY device_id, epoch, first`.execute(db);
  return rows;
}
