import {
  err,
  type EvaluationItem,
  type EvaluationPage,
  type EvaluationQuery,
  fault,
  isBad,
  ok,
  type RemarkNote,
  type Result,
} from '@pingjia/shared';
import type { AppContext } from '../../app-context.ts';
import { type ListedEvaluation, listEvaluations } from '../../store/evaluations.ts';
import { remarksOf } from '../../store/remarks.ts';
import { isoOrNull, toIso } from '../../store/timestamp.ts';
import { nameOf, notesOf } from '../attachments/remark-notes.ts';
import { type BootClocks, readClocks } from '../clocks/boot-clocks.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

/**
 * One page of evaluations. Ascending it resumes for ever: the cursor stays where it is until there is more. Errors:
 * REQUEST_INVALID (cursor), SERVER_BUSY (an ingest transaction hangs and nothing is known to be complete).
 */
export async function evaluationPage(
  { db, horizon }: Pick<AppContext, 'db' | 'horizon'>,
  query: EvaluationQuery,
): Promise<Result<EvaluationPage>> {
  const after = query.cursor === undefined || query.cursor === start ? null : decodeCursor(query.cursor);
  if (after === null && query.cursor !== undefined && query.cursor !== start)
    return err(fault('REQUEST_INVALID', 'cursor'));
  const { safe, complete } = await horizon.find();
  if (safe === null && !complete) return err(fault('SERVER_BUSY', 'an ingest transaction has been open for too long'));
  const rows = safe === null ? [] : await listEvaluations(db, query, after, safe);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const next = last === undefined ? (query.cursor ?? start) : encodeCursor(toCursor(last));
  const ends = query.order === 'desc' && rows.length <= query.limit;
  const [clocks, remarks] = await Promise.all([readClocks(db, page), remarksOf(db, page)]);
  const notes = notesOf(remarks);
  return ok({ items: page.map((row) => toItem(row, clocks, notes.get(nameOf(row)))), nextCursor: ends ? null : next });
}

/** The cursor before every row. */
const start = 'start';

function toCursor(row: ListedEvaluation) {
  return { acceptedAt: row.accepted_at, deviceId: row.device_id, epoch: row.epoch, seq: row.seq };
}

function toItem(row: ListedEvaluation, clocks: BootClocks, remark: RemarkNote | undefined): EvaluationItem {
  const corrected = clocks.correct(row);
  return {
    evaluationId: row.evaluation_id,
    deviceId: row.device_id,
    epoch: row.epoch,
    seq: row.seq,
    sessionId: row.session_id,
    siteId: row.site_id,
    siteName: row.site_name,
    windowId: row.window_id,
    windowLabel: row.window_label,
    staffId: row.staff_id,
    staffName: row.staff_name,
    itemCode: row.item_code,
    ticket: row.ticket,
    grade: row.grade,
    firstGrade: row.first_grade,
    bad: isBad(row.grade),
    channel: row.channel,
    armedBy: row.armed_by,
    source: row.source,
    details: row.details === null ? null : [...row.details],
    ...(remark === undefined ? {} : { remark }),
    evaluatedAt: isoOrNull(row.evaluated_ms),
    corrected: corrected === null ? null : { at: isoOrNull(corrected.at), within: Math.ceil(corrected.uncertainty) },
    acceptedAt: toIso(row.accepted_at),
  };
}
