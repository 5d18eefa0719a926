import type { StoredAmendment } from '../../store/amendments.ts';
import type { IngestUnit } from '../../store/ingest-unit.ts';
import type { NewEvaluation } from '../../store/insert-evaluations.ts';
import type { NewRemark } from '../../store/insert-remarks.ts';
import type { Timestamp } from '../../store/schema.ts';
import type { Amendment, ProjectedEvaluation, ProjectedRemark, Projection } from './projection.ts';

/**
 * Writes what records of one epoch project to; answers how many evaluations were new. The device's row must be locked.
 * The order in which an evaluation and what amends it arrive does not matter.
 */
export async function applyProjection(
  unit: IngestUnit,
  deviceId: string,
  epoch: string,
  stamp: Timestamp,
  { evaluations, amendments, pads, remarks, repetitions }: Projection,
): Promise<number> {
  if (pads.size > 0)
    await unit.updatePads(
      deviceId,
      [...pads].map(([padId, change]) => ({ padId, ...change })),
    );
  if (remarks.length > 0) await unit.insertRemarks(deviceId, stamp, remarks.map(toRemark));
  const rows = evaluations.map((evaluation) => toRow(evaluation, amendments.get(evaluation.evaluationId)));
  const inserted = rows.length === 0 ? new Set<number>() : await unit.insertEvaluations(deviceId, epoch, stamp, rows);
  const done = new Set(evaluations.filter(({ seq }) => inserted.has(seq)).map(({ evaluationId }) => evaluationId));
  // Kept ones were waiting for their evaluation; those of this run are newer and win.
  const counted = new Map(repetitions.map(({ evaluationId, countedId }) => [evaluationId, countedId]));
  if (counted.size > 0) await unit.noteRepetitions(deviceId, repetitions);
  const awaited = [...done, ...counted.keys()];
  const kept = awaited.length === 0 ? [] : await unit.takeAmendments(deviceId, awaited);
  const due = new Map<string, StoredAmendment>();
  for (const amendment of kept)
    merge(due, { ...amendment, evaluationId: counted.get(amendment.evaluationId) ?? amendment.evaluationId });
  for (const [id, amendment] of amendments) if (!done.has(id) || due.has(id)) merge(due, toStored(id, amendment));
  await amend(unit, deviceId, [...due.values()]);
  return inserted.size;
}

async function amend(unit: IngestUnit, deviceId: string, amendments: readonly StoredAmendment[]): Promise<void> {
  if (amendments.length === 0) return;
  const found = await unit.amendEvaluations(deviceId, amendments);
  const waiting = amendments.filter(({ evaluationId }) => !found.has(evaluationId));
  if (waiting.length > 0) await unit.keepAmendments(deviceId, waiting);
}

function toRow(
  { seq, evaluatedMs, context, source, ...evaluation }: ProjectedEvaluation,
  amendment?: Amendment,
): NewEvaluation {
  return {
    seq,
    evaluation_id: evaluation.evaluationId,
    session_id: evaluation.sessionId,
    site_id: context.siteId,
    window_id: context.windowId,
    staff_id: context.staffId,
    item_code: context.itemCode,
    ticket: context.ticket,
    grade: amendment?.grade ?? evaluation.grade,
    first_grade: evaluation.grade,
    channel: evaluation.channel,
    armed_by: evaluation.armedBy,
    source: source.kind,
    details: amendment?.details?.join(',') ?? null,
    evaluated_ms: evaluatedMs,
    boot: evaluation.boot,
    mono_ms: evaluation.mono,
  };
}

function toRemark({ seq, evaluationId, sealedFor, attachment, holds }: ProjectedRemark): NewRemark {
  const { hash, bytes, keyId } = attachment;
  return { seq, evaluation_id: evaluationId, sealed_for: sealedFor, hash, bytes, key_id: keyId, holds };
}

function toStored(evaluationId: string, { grade, details }: Amendment): StoredAmendment {
  return { evaluationId, grade, details: details?.join(',') ?? null };
}

/** What is newer wins. */
function merge(due: Map<string, StoredAmendment>, newer: StoredAmendment): void {
  const { grade = null, details = null } = due.get(newer.evaluationId) ?? {};
  due.set(newer.evaluationId, { ...newer, grade: newer.grade ?? grade, details: newer.details ?? details });
}
