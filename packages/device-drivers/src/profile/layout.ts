import { type Checksum, createChecksum, placeOf } from './checksum.ts';
import { type FramingSpec, maxFrameBytes } from './framing-schema.ts';

const none = new Uint8Array();

/** A framing with everything worked out that does not change from frame to frame. */
export interface Layout {
  readonly spec: FramingSpec;
  /** What a frame begins with; empty where nothing marks it. */
  readonly header: Uint8Array;
  readonly end: Uint8Array;
  /** Bytes after the end bytes: a checksum that lies there. */
  readonly tail: number;
  readonly checksum: Checksum | null;
  /** Bytes, at most. */
  readonly max: number;
  /** What `wrap` was given: a frame without header, length, checksum and end. */
  bodyOf(frame: Uint8Array): Uint8Array;
  /** Writes header, length, end and checksum into a frame of its final size; false where that size cannot be. */
  seal(frame: Uint8Array): boolean;
  /** The whole frame around a body, or null where it does not fit. */
  wrap(body: Uint8Array): Uint8Array | null;
}

export function createLayout(spec: FramingSpec): Layout {
  const header = (spec.kind === 'delimiter' ? spec.start : spec.header) ?? none;
  const end = spec.kind === 'delimiter' ? spec.end : none;
  const checksum = spec.checksum === undefined ? null : createChecksum(spec.checksum, (size) => -(size + end.length));
  const size = checksum?.size ?? 0;
  const tail = end.length > 0 && checksum !== null && checksum.at === -size ? size : 0;
  const max = spec.kind === 'fixed' ? spec.size : Math.min(spec.max, maxFrameBytes);
  const closing = end.length + tail;

  function seal(frame: Uint8Array): boolean {
    const fits = spec.kind === 'fixed' ? frame.length === spec.size : frame.length <= max;
    const at = checksum === null ? 0 : placeOf(checksum, frame.length);
    const field = spec.kind === 'length' ? spec.at + spec.size : 0;
    const least = Math.max(header.length + closing, field, at + size);
    if (!fits || at < 0 || frame.length < least) return false;
    frame.set(header);
    frame.set(end, frame.length - closing);
    if (spec.kind === 'length' && !writeLength(frame, spec, size)) return false;
    checksum?.seal(frame);
    return true;
  }

  function bodyOf(frame: Uint8Array): Uint8Array {
    const sum = checksum === null ? 0 : placeOf(checksum, frame.length);
    const last = frame.length - closing;
    const isOutside = sum + size <= header.length || sum >= last;
    if (spec.kind !== 'length' && isOutside) return frame.subarray(header.length, Math.max(header.length, last));
    const body = new Uint8Array(frame.length);
    let length = 0;
    for (let index = header.length; index < last; index += 1) {
      const isLength = spec.kind === 'length' && index >= spec.at && index < spec.at + spec.size;
      if (isLength || (index >= sum && index < sum + size)) continue;
      body[length] = frame[index] ?? 0;
      length += 1;
    }
    return body.subarray(0, length);
  }

  function wrap(body: Uint8Array): Uint8Array | null {
    const start = [...header, ...body];
    if (spec.kind === 'length') start.splice(spec.at, 0, ...Array.from({ length: spec.size }, () => 0));
    const bytes = [...start, ...end];
    if (checksum !== null) {
      const whole = bytes.length + size;
      bytes.splice(placeOf(checksum, whole), 0, ...Array.from({ length: size }, () => 0));
    }
    const frame = Uint8Array.from(bytes);
    return seal(frame) ? frame : null;
  }

  return {
    spec,
    header,
    end,
    tail,
    checksum,
    max,
    bodyOf,
    seal,
    wrap,
  };
}

type LengthSpec = Extract<FramingSpec, { kind: 'length' }>;

/** Bytes of the whole frame whose length field is in `bytes` from `start` on. */
export function frameLength(bytes: Uint8Array, start: number, spec: LengthSpec, checksumBytes: number): number {
  const first = bytes[start + spec.at] ?? 0;
  const second = bytes[start + spec.at + 1] ?? 0;
  const field = spec.size === 1 ? first : spec.endian === 'big' ? first * 256 + second : second * 256 + first;
  return field - spec.plus + uncounted(spec, checksumBytes);
}

function uncounted({ counts, at, size }: LengthSpec, checksumBytes: number): number {
  if (counts === 'frame') return 0;
  return at + size + (counts === 'body' ? checksumBytes : 0);
}

function writeLength(frame: Uint8Array, spec: LengthSpec, checksumBytes: number): boolean {
  const value = frame.length - uncounted(spec, checksumBytes) + spec.plus;
  if (value < 0 || value >= 2 ** (8 * spec.size)) return false;
  const bytes = spec.size === 1 ? [value] : [value >> 8, value & 0xff];
  frame.set(spec.endian === 'big' ? bytes : bytes.reverse(), spec.at);
  return true;
}
