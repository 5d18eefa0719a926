import type { CommittedTables } from '@pingjia/sync-server/memory-store';
import type { PressSource } from '@pingjia/shared';
import { nameOfSource } from './press-book.ts';
import { runOrder } from './run-order.ts';
import { type ToldRecord, tellRecords } from './told-records.ts';

/** One press: the ids of the evaluations that its records would make, of which one counts, and what came of it. */
export interface ReferenceEvaluation {
  readonly ids: Set<string>;
  grade: string;
  details: readonly string[] | null;
}

/** Evaluations as they follow from the bytes of all held records, read without any of the server's code. */
export function referenceEvaluations({ records }: CommittedTables): readonly ReferenceEvaluation[] {
  const told = tellRecords([...records.values()]);
  const byPress = new Map<string, ReferenceEvaluation>();
  const byId = new Map<string, ReferenceEvaluation>();
  for (const { device, type, data } of told) {
    if (type !== 'evaluation') continue;
    // No two presses of a history share a name.
    const press = `${device} ${nameOfSource(data['source'] as PressSource)}`;
    const known = byPress.get(press) ?? { ids: new Set(), grade: String(data['grade']), details: null };
    known.ids.add(String(data['evaluationId']));
    byPress.set(press, known);
    byId.set(`${device} ${String(data['evaluationId'])}`, known);
  }
  for (const { device, type, data } of inOrder(told)) {
    const evaluation = byId.get(`${device} ${String(data['evaluationId'])}`);
    if (evaluation === undefined) continue;
    if (type === 'evaluation-changed') evaluation.grade = String(data['to']);
    if (type === 'follow-up-closed') evaluation.details = data['details'] as readonly string[];
  }
  return [...byPress.values()];
}

/** One run of the host after the other; within a run its monotonic clock tells the order. */
function inOrder(told: readonly ToldRecord[]): readonly ToldRecord[] {
  const order = runOrder(told);
  const orderOf = ({ boot }: ToldRecord): number => order.get(boot) ?? 0;
  return told.toSorted((a, b) => orderOf(a) - orderOf(b) || a.mono - b.mono);
}

/** How the server's evaluations differ from those that follow from its records; null if they do not. */
export function findDifference(tables: CommittedTables): string | null {
  const expected = referenceEvaluations(tables);
  if (expected.length !== tables.evaluations.size)
    return `server: ${tables.evaluations.size} evaluations, its records say ${expected.length}`;
  const byId = new Map(expected.flatMap((reference) => [...reference.ids].map((id) => [id, reference] as const)));
  const seen = new Set<ReferenceEvaluation>();
  for (const { evaluation_id, grade, details } of tables.evaluations.values()) {
    const reference = byId.get(evaluation_id);
    if (reference === undefined) return `server: evaluation ${evaluation_id} is in no record`;
    if (seen.has(reference)) return `server: evaluation ${evaluation_id} is of a press that counts already`;
    seen.add(reference);
    const [is, should] = [`${grade} ${details?.join(',')}`, `${reference.grade} ${reference.details?.join(',')}`];
    if (is !== should) return `server: evaluation ${evaluation_id} is ${is}, its records say ${should}`;
  }
  return null;
}
