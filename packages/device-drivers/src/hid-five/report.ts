import { err, ok, type Result } from '@pingjia/shared';
import { readBits, withSign } from './bits.ts';
import { type ReportField, usageAt } from './descriptor-fields.ts';
import type { ReportLayout } from './report-layout.ts';
import { firstKeyboardKey, usagePages } from './usages.ts';

/** Why a report says nothing about the keys. */
export type ReportFault = 'unknown-report' | 'short-report' | 'roll-over' | 'key-out-of-range';

/** The keys that one report says are down; only those of its own identifier. */
export interface KeyReport {
  readonly reportId: number;
  /** Usage numbers, 1–255, ascending. */
  readonly down: readonly number[];
}

/** Reads an input report; null for one that holds no keys. A report longer than declared is padded and fine. */
export function readReport(layout: ReportLayout, bytes: Uint8Array): Result<KeyReport | null, ReportFault> {
  const reportId = layout.numbered ? bytes[0] : 0;
  const bits = reportId === undefined ? undefined : layout.inputs.get(reportId);
  if (reportId === undefined || bits === undefined) return err('unknown-report');
  const values = layout.numbered ? bytes.subarray(1) : bytes;
  if (values.length * 8 < bits) return err('short-report');
  const fields = layout.keys.filter((field) => field.reportId === reportId);
  if (fields.length === 0) return ok(null);
  const down = new Set<number>();
  for (const field of fields) {
    for (const id of usagesDown(field, values, layout.page)) {
      if (layout.page === usagePages.keyboard && id < firstKeyboardKey) {
        if (id > 0) return err('roll-over');
      } else if (id > 255) return err('key-out-of-range');
      else if (id > 0) down.add(id);
    }
  }
  return ok({ reportId, down: [...down].sort((a, b) => a - b) });
}

function usagesDown(field: ReportField, values: Uint8Array, page: number): readonly number[] {
  const ids: number[] = [];
  for (let index = 0; index < field.count; index += 1) {
    const raw = readBits(values, field.bit + index * field.size, field.size);
    if (field.array || raw !== 0) {
      const usage = usageAt(field.usages, field.array ? indexOf(field, raw) : index);
      if (usage?.page === page) ids.push(usage.id);
    }
  }
  return ids;
}

/** An array's value counts from the least one; values outside its range mean nothing (HID 1.11, 6.2.2.5). */
function indexOf({ least, most, size }: ReportField, raw: number): number {
  const value = least < 0 ? withSign(raw, size) : raw;
  return value >= least && value <= most ? value - least : Number.POSITIVE_INFINITY;
}
