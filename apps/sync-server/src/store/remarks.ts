import type { Kysely } from 'kysely';
import type { AttachmentRow, EvaluationRow, RemarkReadRow, RemarkRow, Schema } from './schema.ts';
import { toTimestamp } from './timestamp.ts';

/** A remark and its attachment: without `received_at` it never came, without `ciphertext` it was erased. */
export type FoundRemark = RemarkRow & {
  readonly [K in 'ciphertext' | 'received_at']: AttachmentRow[K] | null;
};

/** Remarks on these evaluations, the oldest first; the sealed bytes of one evaluation only. */
export async function remarksOf(
  db: Kysely<Schema>,
  evaluations: readonly Pick<EvaluationRow, 'device_id' | 'evaluation_id'>[],
): Promise<readonly FoundRemark[]> {
  if (evaluations.length === 0) return [];
  return db
    .selectFrom('remarks as r')
    .leftJoin('attachments as a', (join) =>
      join.onRef('a.device_id', '=', 'r.device_id').onRef('a.hash', '=', 'r.hash'),
    )
    .selectAll('r')
    .select(['a.ciphertext', 'a.received_at'])
    .where('r.device_id', 'in', [...new Set(evaluations.map(({ device_id }) => device_id))])
    .where('r.evaluation_id', 'in', [...new Set(evaluations.map(({ evaluation_id }) => evaluation_id))])
    .orderBy('r.accepted_at')
    .orderBy('r.seq')
    .execute();
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
