import { crc32 } from 'node:zlib';

/**
 * A frame is what one append writes: a segment's header or the records of one act, whole or not at all.
 *
 *   0  magic "PJF1"   4  payload bytes, u32 LE   8  CRC-32 of what follows, u32 LE   12  records, u32 LE (0: header)
 *  16  payload: per record its length, u32 LE, and its bytes; of a header its JSON   zeros up to a multiple of 8
 */
const magic = 0x31464a50; // "PJF1" read as u32 LE
const prefix = 16;
export const frameAlignment = 8;

/** Largest payload; anything above is taken for damage. */
const maxPayload = 8 * 1024 * 1024;

export interface Frame {
  /** Whole length in the file, padding included. */
  readonly size: number;
  /** Bytes of each record; of a header its single JSON text. */
  readonly parts: readonly Uint8Array[];
  readonly header: boolean;
  /** The padding is zeros. */
  readonly clean: boolean;
}

export function encodeRecordFrame(records: readonly Uint8Array[]): Uint8Array {
  const payload = records.reduce((sum, { length }) => sum + 4 + length, 0);
  const frame = allocate(payload, records.length);
  let offset = prefix;
  for (const record of records) {
    frame.writeUInt32LE(record.length, offset);
    frame.set(record, offset + 4);
    offset += 4 + record.length;
  }
  return seal(frame, payload);
}

export function encodeHeaderFrame(json: string): Uint8Array {
  const text = new TextEncoder().encode(json);
  const frame = allocate(text.length, 0);
  frame.set(text, prefix);
  return seal(frame, text.length);
}

/** The frame at `offset`, or null if none is whole there. Total: any bytes give an answer. */
export function decodeFrame(bytes: Buffer, offset: number): Frame | null {
  if (offset + prefix > bytes.length || bytes.readUInt32LE(offset) !== magic) return null;
  const payload = bytes.readUInt32LE(offset + 4);
  if (payload > maxPayload || offset + prefix + payload > bytes.length) return null;
  if (crc32(bytes.subarray(offset + 12, offset + prefix + payload)) !== bytes.readUInt32LE(offset + 8)) return null;
  const body = bytes.subarray(offset + prefix, offset + prefix + payload);
  const count = bytes.readUInt32LE(offset + 12);
  const size = align(prefix + payload);
  const clean = bytes.subarray(offset + prefix + payload, offset + size).every((byte) => byte === 0);
  if (count === 0) return { size, parts: [body], header: true, clean };
  const parts = splitRecords(body, count);
  return parts === null ? null : { size, parts, header: false, clean };
}

/** Where the next whole frame begins at or after `offset`, or -1. Frames are aligned, so only such places count. */
export function findFrame(bytes: Buffer, offset: number): number {
  for (let at = align(offset); at + prefix <= bytes.length; at += frameAlignment) {
    if (bytes.readUInt32LE(at) === magic && decodeFrame(bytes, at) !== null) return at;
  }
  return -1;
}

function splitRecords(body: Buffer, count: number): Uint8Array[] | null {
  const parts: Uint8Array[] = [];
  let offset = 0;
  while (parts.length < count) {
    if (offset + 4 > body.length) return null;
    const length = body.readUInt32LE(offset);
    if (offset + 4 + length > body.length) return null;
    parts.push(body.subarray(offset + 4, offset + 4 + length));
    offset += 4 + length;
  }
  return offset === body.length ? parts : null;
}

function allocate(payload: number, count: number): Buffer {
  const frame = Buffer.alloc(align(prefix + payload));
  frame.writeUInt32LE(magic, 0);
  frame.writeUInt32LE(payload, 4);
  frame.writeUInt32LE(count, 12);
  return frame;
}

function seal(frame: Buffer, payload: number): Buffer {
  frame.writeUInt32LE(crc32(frame.subarray(12, prefix + payload)), 8);
  return frame;
}

function align(size: number): number {
  return Math.ceil(size / frameAlignment) * frameAlignment;
}
