import type { EvaluationQuery, LocalizedText } from '@pingjia/shared';
import { type Kysely, sql } from 'kysely';
import type { Cursor } from '../domain/lists/cursor.ts';
import type { EvaluationRow, Schema, Timestamp } from './schema.ts';

export interface ListedEvaluation extends EvaluationRow {
  readonly site_name: LocalizedText | null;
  readonly window_label: string | null;
  readonly staff_name: LocalizedText | null;
}

/** One page in the order of acceptance, no row later than `horizon`; one row more than the limit if there is more. */
export async function listEvaluations(
  db: Kysely<Schema>,
  query: Omit<EvaluationQuery, 'cursor'>,
  after: Cursor | null,
  horizon: Timestamp,
): Promise<readonly ListedEvaluation[]> {
  const { deviceId, siteId, staffId, grade, from, to, order } = query;
  let rows = db
    .selectFrom('evaluations as e')
    .leftJoin('sites as s', 's.site_id', 'e.site_id')
    .leftJoin('service_windows as w', 'w.window_id', 'e.window_id')
    .leftJoin('staff as t', 't.staff_id', 'e.staff_id')
    .selectAll('e')
    .select(['s.name as site_name', 'w.label as window_label', 't.name as staff_name'])
    .where('e.accepted_at', '<=', horizon)
    .orderBy('e.accepted_at', order)
    .orderBy('e.device_id', order)
    .orderBy('e.epoch', order)
    .orderBy('e.seq', order)
    .limit(query.limit + 1);
  if (after !== null) {
    const beyond = sql.raw(order === 'asc' ? '>' : '<');
    rows = rows.where(
      sql<boolean>`(e.accepted_at, e.device_id, e.epoch, e.seq) ${beyond}
        (${after.acceptedAt}::timestamptz, ${after.deviceId}::uuid, ${after.epoch}::uuid, ${after.seq}::bigint)`,
    );
  }
  if (deviceId !== undefined) rows = rows.where('e.device_id', '=', deviceId);
  if (siteId !== undefined) rows = rows.where('e.site_id', '=', siteId);
  if (staffId !== undefined) rows = rows.where('e.staff_id', '=', staffId);
  if (grade !== undefined) rows = rows.where('e.grade', '=', grade);
  if (from !== undefined) rows = rows.where('e.evaluated_ms', '>=', Date.parse(from));
  if (to !== undefined) rows = rows.where('e.evaluated_ms', '<', Date.parse(to));
  return rows.execute();
}
