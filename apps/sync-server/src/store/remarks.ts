import { type Kysely, sql } from 'kysely';
import type { AttachmentRow, EvaluationRow, RemarkReadRow, RemarkRow, Schema } from './schema.ts';
import { toTimestamp } from './timestamp.ts';

/** A remark and what became of its attachment: without `received_at` it never came. */
export interface FoundRemark extends RemarkRow {
  readonly received_at: AttachmentRow['received_at'] | null;
  readonly erased: boolean;
}

export interface SealedRemark extends FoundRemark {
  readonly ciphertext: Buffer | null;
}

/** Remarks on these evaluations, the oldest first, without what was left: a page of a list would hold many megabytes of it. */
export async function remarksOf(
  db: Kysely<Schema>,
  evaluations: readonly Pick<EvaluationRow, 'device_id' | 'evaluation_id'>[],
): Promise<readonly FoundRemark[]> {
  if (evaluations.length === 0) return [];
  return findRemarks(
    db,
    evaluations.map(({ device_id }) => device_id),
    evaluations.map(({ evaluation_id }) => evaluation_id),
  ).execute();
}

/** The same of one evaluation, with the sealed bytes. */
export async function sealedRemarksOf(
  db: Kysely<Schema>,
  { device_id, evaluation_id }: Pick<EvaluationRow, 'device_id' | 'evaluation_id'>,
): Promise<readonly SealedRemark[]> {
  return findRemarks(db, [device_id], [evaluation_id]).select('a.ciphertext').execute();
}

function findRemarks(db: Kysely<Schema>, deviceIds: readonly string[], evaluationIds: readonly string[]) {
  return db
    .selectFrom('remarks as r')
    .leftJoin('attachments as a', (join) =>
      join.onRef('a.device_id', '=', 'r.device_id').onRef('a.hash', '=', 'r.hash'),
    )
    .selectAll('r')
    .select(['a.received_at', sql<boolean>`a.hash IS NOT NULL AND a.ciphertext IS NULL`.as('erased')])
    .where('r.device_id', 'in', [...new Set(deviceIds)])
    .where('r.evaluation_id', 'in', [...new Set(evaluationIds)])
    .orderBy('r.accepted_at')
    .orderBy('r.seq');
}

/** Writes down who read or erased what; nothing in the program takes it away again. */
export async function noteRemarkRead(
  db: Kysely<Schema>,
  read: Omit<RemarkReadRow, 'done_at'> & { readonly at: number },
): Promise<void> {
  const { at, ...row } = read;
  await db
    .insertInto('remark_reads')
    .values({ ...row, done_at: toTimestamp(at) })
    .execute();
}

/** Takes away what was left on an evaluation, and keeps that it was there; what never came is not awaited any more. */
export async function eraseRemarks(
  db: Kysely<Schema>,
  deviceId: string,
  evaluationId: string,
  now: number,
): Promise<void> {
  const erased_at = toTimestamp(now);
  await db
    .insertInto('attachments')
    .columns(['device_id', 'hash', 'key_id', 'ciphertext', 'received_at', 'erased_at'])
    .expression((build) =>
      build
        .selectFrom('remarks')
        .select(({ val, cast }) => [
          'device_id',
          'hash',
          'key_id',
          cast<Buffer | null>(val(null), 'bytea').as('ciphertext'),
          cast<string>(val(erased_at), 'timestamptz').as('received_at'),
          cast<string | null>(val(erased_at), 'timestamptz').as('erased_at'),
        ])
        .where('device_id', '=', deviceId)
        .where('evaluation_id', '=', evaluationId),
    )
    .onConflict((conflict) => conflict.columns(['device_id', 'hash']).doUpdateSet({ ciphertext: null, erased_at }))
    .execute();
}
