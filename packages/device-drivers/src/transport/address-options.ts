import { err, fault, ok, type Result } from '@pingjia/shared';

type Options = Readonly<Record<string, string>>;

export interface IntegerRange {
  readonly least: number;
  readonly most: number;
  readonly otherwise: number;
}

/** A decimal option of an address; fails with PAD_ADDRESS_INVALID. */
export function integerOption(options: Options, name: string, range: IntegerRange): Result<number> {
  const text = options[name];
  if (text === undefined) return ok(range.otherwise);
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= range.least && value <= range.most ? ok(value) : err(fault('PAD_ADDRESS_INVALID', `${name}=${text}`));
}
