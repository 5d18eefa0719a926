import { createHash } from 'node:crypto';
import { interpretRecord, decodeEnvelope } from '@pingjia/shared';

/** One column of a statement's rows, as an array parameter. */
export type Columns = readonly (readonly unknown[])[];

/** The rows that records become, ready to be inserted: nothing of the making is timed. */
export interface RawBatch {
  readonly records: Columns;
  readonly evaluations: Columns;
  readonly to: number;
  readonly tip: Buffer;
}

/** A record as a device has it. */
export interface Stored {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/** Rows of records that lie in seq order. Throws on one that is no known record. */
export function toRawBatch(stored: readonly Stored[]): RawBatch {
  const records = stored.map(({ seq, bytes }) => ({
    seq,
    bytes,
    hash: createHash('sha256').update(bytes).digest(),
    known: read(bytes),
  }));
  const last = records.at(-1);
  if (last === undefined) throw new RangeError('no records');
  const rows = records.map(({ seq, bytes, hash, known }) => [seq, hash, known.type, Buffer.from(bytes)]);
  const evaluations = records.flatMap(({ seq, known }) => {
    if (known.type !== 'evaluation') return [];
    const { evaluationId, sessionId, grade, channel, armedBy, source, context } = known.data;
    const { siteId, windowId, staffId, itemCode, ticket } = context;
    const ids = [seq, evaluationId, sessionId, siteId, windowId, staffId, itemCode, ticket];
    return [[...ids, grade, grade, channel, armedBy, source.kind, known.wall]];
  });
  return { records: transpose(rows, 4), evaluations: transpose(evaluations, 14), to: last.seq, tip: last.hash };
}

function read(bytes: Uint8Array) {
  const envelope = decodeEnvelope(bytes);
  const known = envelope.ok ? interpretRecord(envelope.value) : envelope;
  if (!known.ok || known.value === null) throw new TypeError('not a record of this version');
  return known.value;
}

function transpose(rows: readonly (readonly unknown[])[], columns: number): Columns {
  return Array.from({ length: columns }, (_, column) => rows.map((row) => row[column]));
}
