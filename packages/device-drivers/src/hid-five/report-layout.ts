import { err, ok, type Result } from '@pingjia/shared';
import { fieldsOf, maxReportBits, type ReportField } from './descriptor-fields.ts';
import { readItems } from './descriptor-items.ts';
import { keyPages, usagePages } from './usages.ts';

/** Longest report descriptor that is read, bytes (Linux: HID_MAX_DESCRIPTOR_SIZE). */
export const maxDescriptorBytes = 4_096;

/** Why a device cannot be used as a pad. */
export type LayoutFault = 'no-descriptor' | 'bad-descriptor' | 'no-keys';

/** Where a device's reports hold keys and lights. */
export interface ReportLayout {
  /** Whether a report begins with its identifier. */
  readonly numbered: boolean;
  /** The usage page of all keys. */
  readonly page: number;
  /** Input reports and their length in bits. */
  readonly inputs: ReadonlyMap<number, number>;
  readonly keys: readonly ReportField[];
  /** One for each light, in the order of the descriptor. */
  readonly lights: readonly Light[];
  /** Output reports and their length in bits. */
  readonly outputs: ReadonlyMap<number, number>;
}

/** A light of a pad: some bits of an output report. */
export interface Light {
  readonly reportId: number;
  readonly bit: number;
  readonly size: number;
  readonly on: number;
}

/** Finds keys and lights in a report descriptor. Any bytes give an answer. */
export function readLayout(descriptor: Uint8Array): Result<ReportLayout, LayoutFault> {
  if (descriptor.length === 0) return err('no-descriptor');
  const items = descriptor.length > maxDescriptorBytes ? undefined : readItems(descriptor);
  const fields = items && fieldsOf(items);
  if (fields === undefined) return err('bad-descriptor');
  const inputs = fields.filter(({ kind }) => kind === 'input');
  const outputs = fields.filter(({ kind }) => kind === 'output');
  const page = keyPages.find((page) => inputs.some((field) => speaksOf(field, page)));
  if (page === undefined) return err('no-keys');
  return ok({
    numbered: fields.some(({ reportId }) => reportId !== 0),
    page,
    inputs: lengths(inputs),
    keys: inputs.filter((field) => speaksOf(field, page)),
    lights: outputs.filter((field) => speaksOf(field, usagePages.led)).flatMap(lightsOf),
    outputs: lengths(outputs),
  });
}

function speaksOf({ constant, size, usages }: ReportField, page: number): boolean {
  return !constant && size > 0 && usages.some((range) => range.page === page && range.last >= range.first);
}

function lengths(fields: readonly ReportField[]): ReadonlyMap<number, number> {
  return new Map(fields.map(({ reportId, bit, size, count }) => [reportId, bit + size * count]));
}

/** Lights beyond this number are no keys' lights. */
const maxLights = 255;

function lightsOf({ array, reportId, bit, size, count, most }: ReportField): readonly Light[] {
  // Lights told by number in an array cannot be set one by one.
  if (array) return [];
  const on = Math.max(1, Math.min(most, 2 ** size - 1));
  const number = Math.min(count, maxLights, maxReportBits);
  return Array.from({ length: number }, (_, index) => ({ reportId, bit: bit + index * size, size, on }));
}
