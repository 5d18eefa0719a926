import { err, fault, ok, type Result } from '@pingjia/shared';

/** The one device an address means: PAD_NOT_FOUND when there is none, PAD_AMBIGUOUS naming them when there are several. */
export function oneMatch<T>(asked: string, matches: readonly T[], nameOf: (match: T) => string): Result<T> {
  const [only, ...others] = matches;
  if (only === undefined) return err(fault('PAD_NOT_FOUND', asked));
  if (others.length === 0) return ok(only);
  return err(fault('PAD_AMBIGUOUS', `${asked} is ${matches.map(nameOf).join(' and ')}`));
}
