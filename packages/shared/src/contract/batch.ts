import { z } from 'zod';
import { fault } from '../fault.ts';
import { hashSchema } from '../hash.ts';
import { uuidSchema } from '../ids.ts';
import { maxRecordBytes } from '../model/record.ts';
import { err, ok, type Result } from '../result.ts';

/** What one push carries: records `from`…`to` of one epoch of one device. */
export const batchHeaderSchema = z.object({
  device: uuidSchema,
  epoch: uuidSchema,
  from: z.int().min(1),
  to: z.int().min(1),
  /** Hash of record `to`. */
  tip: hashSchema,
});
export type BatchHeader = z.infer<typeof batchHeaderSchema>;

/**
 * Stands where records rotted on the device: one, or a run from `seq` to `to`. `hash` is what the successor says of the
 * last one, where that is known; what a run held before it nobody knows any more.
 */
export const placeholderSchema = z.object({
  seq: z.int().min(1),
  to: z.int().min(1).optional(),
  hash: hashSchema.nullable(),
  reason: z.enum(['rotted', 'unreadable']),
});
export type Placeholder = z.infer<typeof placeholderSchema>;

export type BatchItem =
  | { readonly kind: 'record'; readonly bytes: Uint8Array }
  | { readonly kind: 'placeholder'; readonly placeholder: Placeholder };

export interface Batch {
  readonly header: BatchHeader;
  readonly items: readonly BatchItem[];
}

export const batchLimits = {
  /** Items: records, and runs of rotted ones. */
  records: 500,
  /** seqs in all, rotted ones included. */
  seqs: 200_000,
  /** Bytes of the body as sent (gzip). */
  compressedBytes: 2 * 1024 * 1024,
  /** Bytes of the body inflated; also what a device puts into one batch at most. */
  inflatedBytes: 4 * 1024 * 1024,
} as const;

export const batchContentType = 'application/vnd.pingjia.batch';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const newline = 0x0a;
const recordMark = 0x72; // r
const placeholderMark = 0x78; // x

/**
 * The batch as bytes, before gzip. Line 1: the header as JSON. Then one line an item: `r` and the record's exact bytes,
 * or `x` and the placeholder as JSON. A record is one line of JSON, so it never holds a newline.
 */
export function encodeBatch({ header, items }: Batch): Uint8Array {
  const lines = [
    encoder.encode(JSON.stringify(header)),
    ...items.map((item) => (item.kind === 'record' ? item.bytes : encoder.encode(JSON.stringify(item.placeholder)))),
  ];
  const size = lines.reduce((sum, line) => sum + line.length + 2, -1);
  const out = new Uint8Array(size);
  let offset = 0;
  lines.forEach((line, index) => {
    if (index > 0) out[offset++] = items[index - 1]?.kind === 'record' ? recordMark : placeholderMark;
    out.set(line, offset);
    offset += line.length;
    out[offset++] = newline;
  });
  return out;
}

/**
 * Reads what encodeBatch wrote; a run of rotted records comes as one placeholder each. Item bytes are views into `bytes`.
 * Total: any bytes give a Batch, BATCH_MALFORMED or BATCH_TOO_LARGE.
 */
export function decodeBatch(bytes: Uint8Array): Result<Batch> {
  const lines = splitLines(bytes);
  const [first, ...rest] = lines ?? [];
  if (first === undefined) return err(fault('BATCH_MALFORMED', 'no complete line'));
  const header = parseJson(first, batchHeaderSchema);
  if (header === null) return err(fault('BATCH_MALFORMED', 'header'));
  if (header.to < header.from) return err(fault('BATCH_MALFORMED', 'to < from'));
  const count = header.to - header.from + 1;
  if (rest.length > batchLimits.records) return err(fault('BATCH_TOO_LARGE', `${rest.length} items`));
  if (count > batchLimits.seqs) return err(fault('BATCH_TOO_LARGE', `${count} seqs`));
  const items: BatchItem[] = [];
  for (const line of rest) {
    const seq = header.from + items.length;
    const item = decodeItem(line, seq, header.to);
    if (item === null) return err(fault('BATCH_MALFORMED', `item ${seq}`));
    if (item.kind === 'record') items.push(item);
    else for (const placeholder of spread(item.placeholder)) items.push({ kind: 'placeholder', placeholder });
  }
  if (items.length !== count) return err(fault('BATCH_MALFORMED', `${items.length} records announced as ${count}`));
  return ok({ header, items });
}

/** One placeholder a seq; of a run only the last one's hash is known. */
function* spread({ seq, to = seq, hash, reason }: Placeholder): Generator<Placeholder> {
  for (let at = seq; at <= to; at += 1) yield { seq: at, hash: at === to ? hash : null, reason };
}

function decodeItem(line: Uint8Array, seq: number, last: number): BatchItem | null {
  const body = line.subarray(1);
  if (line[0] === recordMark && body.length > 0 && body.length <= maxRecordBytes)
    return { kind: 'record', bytes: body };
  if (line[0] !== placeholderMark) return null;
  const placeholder = parseJson(body, placeholderSchema);
  if (placeholder?.seq !== seq) return null;
  const { to = seq } = placeholder;
  return to >= seq && to <= last ? { kind: 'placeholder', placeholder } : null;
}

/** Lines without their newline; null unless the last one is complete. */
function splitLines(bytes: Uint8Array): Uint8Array[] | null {
  if (bytes.at(-1) !== newline) return null;
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(newline, start);
    lines.push(bytes.subarray(start, end));
    // More than can be taken; how many more does not matter.
    if (lines.length > batchLimits.records + 1) return lines;
    start = end + 1;
  }
  return lines;
}

function parseJson<T>(bytes: Uint8Array, schema: z.ZodType<T>): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(decoder.decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
