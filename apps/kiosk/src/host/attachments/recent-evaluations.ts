import { type KnownRecord, remarkLimits } from '@pingjia/shared';
import { z } from 'zod';

/** Evaluations that a remark may still be left on. */
const remembered = 256;

/** What is remembered, as JSON: evaluations and how many remarks each has, the oldest first. */
export const recentEvaluationsSchema = z.array(z.tuple([z.string(), z.int()]));

/** The newest evaluations of this pad, folded from its journal: a remark that belongs to none would never be seen. */
export class RecentEvaluations {
  readonly #remarks = new Map<string, number>();

  /** Whether a remark may be left on it. */
  takes(evaluationId: string): boolean {
    return (this.#remarks.get(evaluationId) ?? remarkLimits.perEvaluation) < remarkLimits.perEvaluation;
  }

  /** Takes note of a journaled record. */
  note(record: KnownRecord): void {
    if (record.type === 'evaluation') this.#remember(record.data.evaluationId);
    if (record.type === 'remark-left') this.#count(record.data.evaluationId);
  }

  snapshot(): z.infer<typeof recentEvaluationsSchema> {
    return [...this.#remarks];
  }

  restore(snapshot: z.infer<typeof recentEvaluationsSchema>): void {
    this.#remarks.clear();
    for (const [evaluationId, remarks] of snapshot) this.#remarks.set(evaluationId, remarks);
  }

  #remember(evaluationId: string): void {
    this.#remarks.set(evaluationId, 0);
    const [oldest] = this.#remarks.keys();
    if (this.#remarks.size > remembered && oldest !== undefined) this.#remarks.delete(oldest);
  }

  #count(evaluationId: string): void {
    const remarks = this.#remarks.get(evaluationId);
    if (remarks !== undefined) this.#remarks.set(evaluationId, remarks + 1);
  }
}
