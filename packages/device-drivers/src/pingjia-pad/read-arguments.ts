import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './tool.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options and exactly as many positionals as are named; throws UsageError. */
export function readArguments<const O extends Options>(
  args: readonly string[],
  names: readonly string[],
  options: O,
  optional: readonly string[] = [],
) {
  const parsed = (() => {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
  })();
  const { positionals } = parsed;
  const missing = names[positionals.length];
  if (missing !== undefined) throw new UsageError(`<${missing}> is missing.`);
  const extra = positionals[names.length + optional.length];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many.`);
  return { values: parsed.values, positionals };
}

/** A whole number within limits; throws UsageError. */
export function readWhole(text: string, what: string, least: number, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`"${text}" is no ${what}: a whole number from ${least} to ${most}.`);
}
