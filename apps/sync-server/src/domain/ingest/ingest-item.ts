import {
  decodeEnvelope,
  type Fault,
  type Hash,
  interpretRecord,
  type KnownRecord,
  type RecordEnvelope,
} from '@pingjia/shared';
import type { NewRecord } from '../../store/insert-records.ts';

/** One position of a batch as it will be stored. */
export interface IngestItem {
  readonly seq: number;
  /** Null while nothing says what a rotted record was. */
  readonly hash: Hash | null;
  readonly bytes: Uint8Array | null;
  readonly type: string | null;
  /** Why the record could not be understood: a fault code with the field, or the device's reason for a placeholder. */
  readonly quarantine: string | null;
  /** What is projected; null for what is quarantined, unknown to this version or rotted. */
  readonly record: KnownRecord | null;
}

/** Stored as bytes that could not be understood. */
export function isQuarantined({ quarantine, bytes }: IngestItem): boolean {
  return quarantine !== null && bytes !== null;
}

/** The item as it is kept where the database refuses what it would project to. */
export function setAside(item: IngestItem): IngestItem {
  return item.record === null || item.record.type === 'epoch-begun'
    ? item
    : { ...item, record: null, quarantine: 'PROJECTION_FAILED' };
}

export function toRow({ seq, hash, type, bytes, quarantine, record }: IngestItem): NewRecord {
  return { seq, hash, type, bytes, quarantine, pending: record === null && bytes !== null };
}

export interface ReadRecord {
  readonly envelope: RecordEnvelope | null;
  readonly type: string | null;
  readonly quarantine: string | null;
  readonly record: KnownRecord | null;
}

/** Reads one record's bytes as far as this version can. Never throws. */
export function readRecord(bytes: Uint8Array): ReadRecord {
  const envelope = decodeEnvelope(bytes);
  if (!envelope.ok) return { envelope: null, type: null, quarantine: reason(envelope.error), record: null };
  const type = storable(envelope.value.type) ? envelope.value.type : null;
  const record = interpretRecord(envelope.value);
  if (!record.ok) return { envelope: envelope.value, type, quarantine: reason(record.error), record: null };
  if (type === null || (mayHoldNul(bytes) && holdsNul(record.value?.data))) {
    return { envelope: envelope.value, type, quarantine: 'RECORD_MALFORMED U+0000', record: null };
  }
  return { envelope: envelope.value, type, quarantine: null, record: record.value };
}

/** PostgreSQL's text cannot hold U+0000. */
function storable(text: string): boolean {
  return !text.includes('\0');
}

/** In JSON it can only stand as an escape: a cheap first look. */
function mayHoldNul(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('\\u0000');
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return !storable(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
}

function reason({ code, detail }: Fault): string {
  return detail === undefined ? code : `${code} ${detail}`;
}
