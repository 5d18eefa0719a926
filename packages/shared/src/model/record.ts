import { z } from 'zod';
import { type Fault, fault } from '../fault.ts';
import { hashSchema } from '../hash.ts';
import { uuidSchema } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { type RecordData, type RecordType, recordTypes } from './record-types.ts';

/** Largest encoded record, bytes. */
export const maxRecordBytes = 65_536;

export const recordFormat = 1;

/** What every record of a journal says about itself, whatever its type. */
export const recordEnvelopeSchema = z.object({
  v: z.literal(recordFormat),
  epoch: uuidSchema,
  /** Contiguous from 1 within its epoch. */
  seq: z.int().min(1),
  /** Hash of the record before it; zeros at seq 1. */
  prev: hashSchema,
  type: z.string().min(1).max(60),
  /** Device wall clock, milliseconds since 1970. May be absurd; never rewritten. */
  wall: z.int(),
  /** Milliseconds since the host process began; comparable within one `boot` only. */
  mono: z.number().min(0),
  /** Names one run of the host. */
  boot: uuidSchema,
  data: z.unknown(),
});
export type RecordEnvelope = z.infer<typeof recordEnvelopeSchema>;

/** A record whose type this version knows; `data` fits `type`. */
export type KnownRecord = {
  [T in RecordType]: Omit<RecordEnvelope, 'type' | 'data'> & { type: T; data: RecordData[T] };
}[RecordType];

/** What is to be written, before the journal gives it its place and time. */
export type RecordDraft = { [T in RecordType]: { readonly type: T; readonly data: RecordData[T] } }[RecordType];

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The record's bytes: one line of JSON in UTF-8. These bytes are hashed, stored and sent; nothing re-encodes them. */
export function encodeRecord(record: RecordEnvelope): Uint8Array {
  const { v, epoch, seq, prev, type, wall, mono, boot, data } = record;
  return encoder.encode(JSON.stringify({ v, epoch, seq, prev, type, wall, mono, boot, data }));
}

/** Reads the envelope alone: a type of a later version is no error. */
export function decodeEnvelope(bytes: Uint8Array): Result<RecordEnvelope> {
  if (bytes.length > maxRecordBytes) return err(fault('RECORD_TOO_LARGE', `${bytes.length} bytes`));
  let json: unknown;
  try {
    json = JSON.parse(decoder.decode(bytes));
  } catch {
    return err(fault('RECORD_MALFORMED', 'not JSON in UTF-8'));
  }
  const parsed = recordEnvelopeSchema.safeParse(json);
  return parsed.success ? ok(parsed.data) : err(malformed(parsed.error));
}

/** The record as this version understands it: null for a type that it does not know. */
export function interpretRecord(envelope: RecordEnvelope): Result<KnownRecord | null> {
  if (!isKnownType(envelope.type)) return ok(null);
  const parsed = recordTypes[envelope.type].safeParse(envelope.data);
  if (!parsed.success) return err(malformed(parsed.error, `${envelope.type}.`));
  return ok({ ...envelope, type: envelope.type, data: parsed.data } as KnownRecord);
}

function isKnownType(type: string): type is RecordType {
  return Object.hasOwn(recordTypes, type);
}

/** Names the field and never the value: a record may hold what must not reach a log. */
function malformed(error: z.ZodError, prefix = ''): Fault {
  const [issue] = error.issues;
  // The key of a map is a value, too.
  const path = issue?.code === 'invalid_key' ? issue.path.slice(0, -1) : (issue?.path ?? []);
  return fault('RECORD_MALFORMED', `${prefix}${path.join('.')}: ${issue?.code ?? 'invalid'}`);
}
