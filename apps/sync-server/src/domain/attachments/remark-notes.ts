import { type RemarkNote, type RemarkPart, type RemarkState, remarkStates } from '@pingjia/shared';
import type { FoundRemark } from '../../store/remarks.ts';

export function stateOf({ received_at, erased }: Pick<FoundRemark, 'received_at' | 'erased'>): RemarkState {
  if (received_at === null) return 'awaited';
  return erased ? 'erased' : 'held';
}

/** What is said of the remarks on each evaluation: held if one is, else awaited if one is. By nameOf. */
export function notesOf(remarks: readonly FoundRemark[]): ReadonlyMap<string, RemarkNote> {
  const byEvaluation = new Map<string, FoundRemark[]>();
  for (const remark of remarks) {
    const name = nameOf(remark);
    byEvaluation.set(name, [...(byEvaluation.get(name) ?? []), remark]);
  }
  return new Map(Array.from(byEvaluation, ([name, own]) => [name, noteOf(own)]));
}

function noteOf(remarks: readonly FoundRemark[]): RemarkNote {
  const states = new Set(remarks.map(stateOf));
  const holds = new Set<RemarkPart>(remarks.flatMap((remark) => remark.holds));
  return { state: remarkStates.find((state) => states.has(state)) ?? 'erased', holds: [...holds] };
}

export function nameOf({ device_id, evaluation_id }: Pick<FoundRemark, 'device_id' | 'evaluation_id'>): string {
  return `${device_id} ${evaluation_id}`;
}
