import type { DescriptorItem } from './descriptor-items.ts';
import type { Usage } from './usages.ts';

/** One run of equal values in a report. Bits are counted from the report's first, its identifier not counted. */
export interface ReportField {
  readonly kind: 'input' | 'output';
  /** 0 where the device does not number its reports. */
  readonly reportId: number;
  readonly bit: number;
  /** Bits of one value. */
  readonly size: number;
  readonly count: number;
  /** True: each value names a usage. False: each value is the state of one usage. */
  readonly array: boolean;
  /** Padding. */
  readonly constant: boolean;
  /** The least value: in an array that of the first usage. */
  readonly least: number;
  readonly most: number;
  /** Ranges in order, ends included. */
  readonly usages: readonly UsageRange[];
}

export interface UsageRange {
  readonly page: number;
  readonly first: number;
  readonly last: number;
}

/** Largest report that is understood, bits: sixteen times what USB carries at once. */
export const maxReportBits = 8_192;

/** Usage ranges of one field; a descriptor that names more is not a pad's. */
const maxRanges = 256;

interface Globals {
  readonly page: number;
  readonly least: number;
  readonly most: number;
  readonly size: number;
  readonly count: number;
  readonly reportId: number;
}

interface LocalRange {
  /** Null: the page that holds when the field is declared. */
  readonly page: number | null;
  readonly first: number;
  readonly last: number;
}

const start: Globals = { page: 0, least: 0, most: 0, size: 0, count: 0, reportId: 0 };

const mains: Readonly<Record<number, 'input' | 'output'>> = { 0x8: 'input', 0x9: 'output' };

/** The fields that the items declare, in order; undefined where they contradict themselves. */
export function fieldsOf(items: readonly DescriptorItem[]): readonly ReportField[] | undefined {
  const fields: ReportField[] = [];
  const lengths = new Map<string, number>();
  const stack: Globals[] = [];
  let globals = start;
  let ranges: LocalRange[] = [];
  let lowest: DescriptorItem | undefined;

  for (const item of items) {
    const { type, tag, value, size } = item;
    if (type === 'global') {
      if (tag === 0xa) stack.push(globals);
      else globals = tag === 0xb ? (stack.pop() ?? globals) : changed(globals, item);
      if (stack.length > 64) return undefined;
    } else if (type === 'local') {
      if (tag === 0x0) ranges.push(rangeOf(value, value, size));
      if (tag === 0x1) lowest = item;
      if (tag === 0x2 && lowest !== undefined) {
        ranges.push(rangeOf(lowest.value, value, Math.max(size, lowest.size)));
        lowest = undefined;
      }
      if (ranges.length > maxRanges) return undefined;
    } else {
      const kind = mains[tag];
      if (kind !== undefined) {
        const { page, least, most, size, count, reportId } = globals;
        const key = `${kind} ${reportId}`;
        const bit = lengths.get(key) ?? 0;
        if (size > 32 || bit + size * count > maxReportBits) return undefined;
        lengths.set(key, bit + size * count);
        const usages = ranges.map((range) => ({ ...range, page: range.page ?? page }));
        fields.push({
          kind,
          reportId,
          bit,
          size,
          count,
          array: (value & 2) === 0,
          constant: (value & 1) === 1,
          least,
          most,
          usages,
        });
      }
      ranges = [];
      lowest = undefined;
    }
  }
  return fields;
}

/** A usage of four bytes carries its page in the upper two (HID 1.11, 6.2.2.8). */
function rangeOf(first: number, last: number, size: number): LocalRange {
  if (size < 4) return { page: null, first, last };
  return { page: Math.floor(last / 0x1_0000), first: first % 0x1_0000, last: last % 0x1_0000 };
}

function changed(globals: Globals, { tag, value, signed }: DescriptorItem): Globals {
  switch (tag) {
    case 0x0:
      return { ...globals, page: value };
    case 0x1:
      return { ...globals, least: signed };
    case 0x2:
      // A range from 0 whose end was written without a sign: 0–255 in one byte.
      return { ...globals, most: globals.least >= 0 ? value : signed };
    case 0x7:
      return { ...globals, size: value };
    case 0x8:
      return { ...globals, reportId: value };
    case 0x9:
      return { ...globals, count: value };
    default:
      return globals;
  }
}

/** The usage at a place of a field's list; undefined beyond its end. */
export function usageAt(ranges: readonly UsageRange[], index: number): Usage | undefined {
  let left = index;
  for (const { page, first, last } of ranges) {
    const length = last - first + 1;
    if (left < length) return { page, id: first + left };
    left -= Math.max(length, 0);
  }
  return undefined;
}
