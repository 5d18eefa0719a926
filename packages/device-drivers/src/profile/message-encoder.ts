import { writeLabel, writeNumber } from './field.ts';
import type { Layout } from './layout.ts';
import { createMessageReader, fieldsOf, type PadMessage } from './message.ts';
import type { MessageSpec } from './profile-schema.ts';
import { parseTextPattern, type TextPattern } from './text-pattern.ts';

type Fields = Omit<PadMessage, 'means' | 'of'>;

/** Writes frames as a pad of the profile would; null where the frame would not be read as what it says. */
export function createMessageEncoder(
  specs: readonly MessageSpec[],
  layout: Layout,
): (spec: MessageSpec, fields: Fields) => Uint8Array | null {
  const read = createMessageReader(specs, layout);
  const patterns = new Map(specs.map((spec) => [spec, spec.match === undefined ? null : parseTextPattern(spec.match)]));
  return (spec, fields) => {
    const pattern = patterns.get(spec);
    const wrapText = (to: TextPattern): Uint8Array | null => {
      const text = writeText(spec, to, fields);
      return text === null ? null : layout.wrap(text);
    };
    const frame = pattern?.ok === true ? wrapText(pattern.value) : writeBinary(spec, fields, layout);
    if (frame === null) return null;
    const message = read(frame);
    if (typeof message === 'string' || message.means !== spec.means) return null;
    return [...fieldsOf(spec)].every((name) => message[name] === fields[name]) ? frame : null;
  };
}

/** Null where a group has no value, or none that fits. */
function writeText(spec: MessageSpec, pattern: TextPattern, fields: Fields): Uint8Array | null {
  const groups = new Map<string, string>();
  for (const name of fieldsOf(spec)) {
    const value = fields[name];
    if (value === undefined) return null;
    const isHex = spec.hex?.includes(name) === true && typeof value === 'number';
    groups.set(name, isHex ? value.toString(16).toUpperCase() : String(value));
  }
  const text = pattern.write(groups);
  return text === null ? null : Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

function writeBinary(spec: MessageSpec, fields: Fields, layout: Layout): Uint8Array | null {
  const frame = new Uint8Array(sizeOf(spec, layout));
  for (const { at, is } of spec.where ?? []) if (at + is.length <= frame.length) frame.set(is, at);
  const outside = [spec.key, spec.address, spec.sequence, spec.boot, spec.serial, spec.firmware].some(
    (field) => field !== undefined && field.at + field.size > frame.length,
  );
  if (outside) return null;
  for (const name of ['key', 'address', 'sequence'] as const) {
    const field = spec[name];
    const value = fields[name];
    if (field !== undefined && (value === undefined || !writeNumber(frame, field, value))) return null;
  }
  for (const name of ['boot', 'serial', 'firmware'] as const) {
    const field = spec[name];
    const value = fields[name];
    if (field !== undefined && value === undefined) return null;
    if (field !== undefined && value !== undefined) writeLabel(frame, field, value);
  }
  return layout.seal(frame) ? frame : null;
}

/** Bytes of the whole frame: what is fixed, or as many as its fields need. */
function sizeOf(spec: MessageSpec, { spec: framing, header, end, tail, checksum }: Layout): number {
  if (framing.kind === 'fixed') return framing.size;
  if (spec.size !== undefined) return spec.size;
  const ends = [
    header.length,
    framing.kind === 'length' ? framing.at + framing.size : 0,
    ...(spec.where ?? []).map(({ at, is }) => at + is.length),
    ...(['key', 'address', 'sequence', 'boot', 'serial', 'firmware'] as const).map((name) => {
      const field = spec[name];
      return field === undefined ? 0 : field.at + field.size;
    }),
  ];
  const closing = end.length + tail + (tail === 0 && checksum !== null && checksum.at < 0 ? checksum.size : 0);
  return Math.max(...ends) + closing;
}
