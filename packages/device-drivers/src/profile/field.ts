import type { LabelField, NumberField } from './field-schema.ts';

/** What a frame says there; undefined where it is too short or the bytes are not of the form. */
export function readNumber(frame: Uint8Array, { at, size, endian, as, mask }: NumberField): number | undefined {
  if (at + size > frame.length) return undefined;
  if (as === 'decimal' || as === 'hex') return readDigits(frame.subarray(at, at + size), as);
  let whole = 0;
  for (let index = 0; index < size; index += 1) {
    whole = whole * 256 + (frame[endian === 'big' ? at + index : at + size - 1 - index] ?? 0);
  }
  const value = mask === undefined ? whole : whole & mask;
  if (as === 'number') return value;
  const place = Math.log2(value);
  return Number.isInteger(place) ? place + 1 : undefined;
}

function readDigits(bytes: Uint8Array, as: 'decimal' | 'hex'): number | undefined {
  const text = String.fromCharCode(...bytes);
  const shape = as === 'decimal' ? /^[0-9]+$/ : /^[0-9A-Fa-f]+$/;
  return shape.test(text) ? Number.parseInt(text, as === 'decimal' ? 10 : 16) : undefined;
}

/** The other way round, into a frame that is long enough; false where the value does not fit. */
export function writeNumber(frame: Uint8Array, field: NumberField, value: number): boolean {
  const { at, size, endian, as } = field;
  if (as === 'decimal' || as === 'hex') {
    const text = value
      .toString(as === 'decimal' ? 10 : 16)
      .toUpperCase()
      .padStart(size, '0');
    frame.set(
      Array.from(text.slice(-size), (sign) => sign.charCodeAt(0)),
      at,
    );
  } else {
    const number = as === 'bit' ? 2 ** (value - 1) : value;
    const bytes = Array.from({ length: size }, (_, index) => Math.floor(number / 256 ** index) % 256);
    frame.set(endian === 'little' ? bytes : bytes.reverse(), at);
  }
  return readNumber(frame, field) === value;
}

/** Printable text without what pads it, or hexadecimal digits; undefined where there is neither. */
export function readLabel(frame: Uint8Array, { at, size, as }: LabelField): string | undefined {
  if (at + size > frame.length) return undefined;
  const bytes = frame.subarray(at, at + size);
  if (as === 'hex') return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
  const text = String.fromCharCode(...bytes).replace(/[\0 \xff]+$/, '');
  return isLabel(text) ? text : undefined;
}

export function writeLabel(frame: Uint8Array, { at, size, as }: LabelField, label: string): void {
  const bytes =
    as === 'hex'
      ? Array.from({ length: size }, (_, index) => Number.parseInt(label.slice(index * 2, index * 2 + 2), 16) || 0)
      : Array.from(label.padEnd(size, '\0').slice(0, size), (sign) => sign.charCodeAt(0) & 0xff);
  frame.set(bytes, at);
}

/** Printable ASCII, 1 to 24 characters. */
export function isLabel(text: string): boolean {
  return /^[\x21-\x7e](?:[\x20-\x7e]{0,22}[\x21-\x7e])?$/.test(text);
}
