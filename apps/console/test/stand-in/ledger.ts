import { type EvaluationItem, type EvaluationPage, type EvaluationQuery, evaluationQuerySchema } from '@pingjia/shared';

/** The stand-in's evaluations, newest accepted first; a cursor is the id of the last row given. */
export class StandInLedger {
  #items: EvaluationItem[] = [];

  add(...items: readonly EvaluationItem[]): void {
    this.#items = [...items.toReversed(), ...this.#items];
  }

  replace(item: EvaluationItem): void {
    this.#items = this.#items.map((other) => (other.evaluationId === item.evaluationId ? item : other));
  }

  /** The answer to a query string, or null where it does not fit the contract. */
  page(params: URLSearchParams): EvaluationPage | null {
    const query = evaluationQuerySchema.safeParse(Object.fromEntries(params));
    if (!query.success) return null;
    const { cursor, limit } = query.data;
    const matching = this.#items.filter((item) => matches(item, query.data));
    const start = cursor === undefined ? 0 : matching.findIndex(({ evaluationId }) => evaluationId === cursor) + 1;
    const items = matching.slice(start, start + limit);
    const isEnd = start + limit >= matching.length;
    return { items, nextCursor: isEnd ? null : (items.at(-1)?.evaluationId ?? null) };
  }
}

function matches(item: EvaluationItem, { deviceId, siteId, staffId, grade, from, to }: EvaluationQuery): boolean {
  const at = item.evaluatedAt === null ? Number.NaN : Date.parse(item.evaluatedAt);
  return (
    (deviceId === undefined || item.deviceId === deviceId) &&
    (siteId === undefined || item.siteId === siteId) &&
    (staffId === undefined || item.staffId === staffId) &&
    (grade === undefined || item.grade === grade) &&
    (from === undefined || at >= Date.parse(from)) &&
    (to === undefined || at < Date.parse(to))
  );
}
