import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DatabaseAddress } from '../stage/server.ts';
import type { RawBatch } from './raw-rows.ts';

const insertRecords = `INSERT INTO records (device_id, epoch, seq, hash, type, bytes, quarantine, pending, accepted_at)
  SELECT $1::uuid, $2::uuid, u.seq, u.hash, u.type, u.bytes, NULL, false, now()
  FROM unnest($3::bigint[], $4::bytea[], $5::text[], $6::bytea[]) AS u (seq, hash, type, bytes)`;

const insertEvaluations = `INSERT INTO evaluations (device_id, epoch, seq, evaluation_id, session_id, site_id, window_id,
    staff_id, item_code, ticket, grade, first_grade, channel, armed_by, source, details, evaluated_ms, accepted_at)
  SELECT $1::uuid, $2::uuid, u.seq, u.evaluation_id, u.session_id, u.site_id, u.window_id, u.staff_id, u.item_code, u.ticket,
    u.grade, u.first_grade, u.channel, u.armed_by, u.source, NULL, u.evaluated_ms, now()
  FROM unnest($3::bigint[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::text[],
    $12::text[], $13::text[], $14::text[], $15::text[], $16::bigint[])
    AS u (seq, evaluation_id, session_id, site_id, window_id, staff_id, item_code, ticket, grade, first_grade, channel, armed_by,
      source, evaluated_ms)`;

const moveWatermark = `UPDATE epochs SET watermark_seq = $3, watermark_hash = $4, evaluations = evaluations + $5,
    moved_at = now()
  WHERE device_id = $1 AND epoch = $2`;

/** Device and epoch. */
export type Identity = readonly [string, string];

/**
 * What PostgreSQL alone takes for the same rows in the same tables: per batch one transaction of prepared unnest inserts
 * and the watermark's update, sent without waiting between the statements, over one connection. Nothing is verified.
 */
export class RawInsert {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async connect(database: DatabaseAddress): Promise<RawInsert> {
    const client = new pg.Client({ ...database, pipeline: true });
    // A connection that is lost fails the statement under way, which says more.
    client.on('error', () => undefined);
    await client.connect();
    return new RawInsert(client);
  }

  /** Milliseconds until every batch, one after the other, was committed. They become an epoch of a device of their own. */
  async time(batches: readonly RawBatch[]): Promise<number> {
    const identity = await this.begin();
    const begun = performance.now();
    for (const batch of batches) await this.commit(identity, batch);
    return performance.now() - begun;
  }

  /** A new device and a new epoch of it, without records. */
  async begin(): Promise<Identity> {
    const identity = [randomUUID(), randomUUID()] as const;
    await this.#client.query(
      `INSERT INTO epochs (device_id, epoch, reason, watermark_seq, watermark_hash, evaluations, quarantined, forked, began_at,
         moved_at)
       VALUES ($1, $2, 'created', 0, '', 0, 0, false, now(), now())`,
      [...identity],
    );
    return identity;
  }

  /** One batch in one transaction. */
  async commit(identity: Identity, { records, evaluations, to, tip }: RawBatch): Promise<void> {
    const send = (name: string, text: string, columns: readonly unknown[]) =>
      this.#client.query({ name, text, values: [...identity, ...columns] });
    await Promise.all([
      this.#client.query('BEGIN'),
      send('raw-records', insertRecords, records),
      send('raw-evaluations', insertEvaluations, evaluations),
      send('raw-watermark', moveWatermark, [to, tip, evaluations[0]?.length ?? 0]),
      this.#client.query('COMMIT'),
    ]);
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
