import { type EvaluationQuery, evaluationQuerySchema } from '@pingjia/shared';

export const filterNames = ['siteId', 'deviceId', 'staffId', 'grade', 'from', 'to'] as const;
export type FilterName = (typeof filterNames)[number];

/** What narrows the list; lives in the page's address under the same names as in the server's. */
export type EvaluationFilters = { readonly [Name in FilterName]?: NonNullable<EvaluationQuery[Name]> };

/** Reads the filters out of an address; `ignored` names those whose value makes no sense. */
export function readFilters(params: URLSearchParams): {
  readonly filters: EvaluationFilters;
  readonly ignored: readonly FilterName[];
} {
  const filters: Record<string, string> = {};
  const ignored: FilterName[] = [];
  for (const name of filterNames) {
    const text = params.get(name);
    if (text === null || text === '') continue;
    const parsed = evaluationQuerySchema.shape[name].safeParse(text);
    if (parsed.success && parsed.data !== undefined) filters[name] = parsed.data;
    else ignored.push(name);
  }
  return { filters, ignored };
}

/** The address with these filters instead of its own; whatever else it says stays. */
export function writeFilters(params: URLSearchParams, filters: EvaluationFilters): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of filterNames) {
    const value = filters[name];
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** `filters` with one changed; undefined lifts it. */
export function withFilter<N extends FilterName>(
  filters: EvaluationFilters,
  name: N,
  value: EvaluationFilters[N] | undefined,
): EvaluationFilters {
  const { [name]: _, ...others } = filters;
  return value === undefined ? others : { ...others, [name]: value };
}
