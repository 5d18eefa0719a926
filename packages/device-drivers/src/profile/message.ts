import type { MessageSpec } from './profile-schema.ts';
import { isLabel, readLabel, readNumber } from './field.ts';
import type { Layout } from './layout.ts';
import { parseTextPattern, patternFields, type PatternField } from './text-pattern.ts';

/** What a sound frame says. */
export interface PadMessage {
  readonly means: MessageSpec['means'];
  readonly key?: number;
  readonly address?: number;
  readonly sequence?: number;
  readonly boot?: string;
  readonly serial?: string;
  readonly firmware?: string;
  readonly of?: string;
}

/** `unknown`: no message of the profile looks like this; `bad-field`: one does, but a field of it says nothing. */
export type MessageFault = 'unknown-frame' | 'bad-field';

export type ReadMessage = (frame: Uint8Array) => PadMessage | MessageFault;

type FieldReader = (name: PatternField) => number | string | undefined;

const numbers = { key: 255, address: 255, sequence: 0xffff_ffff } as const;

/** Reads sound frames; the first message of the profile that fits is taken. Throws for a profile that was not checked. */
export function createMessageReader(specs: readonly MessageSpec[], layout: Layout): ReadMessage {
  const readers = specs.map((spec) => ({ spec, fields: [...fieldsOf(spec)], open: createOpener(spec, layout) }));
  return (frame) => {
    for (const { spec, fields, open } of readers) {
      const read = open(frame);
      if (read !== undefined) return messageOf(spec, fields, read);
    }
    return 'unknown-frame';
  };
}

/** The fields that a message of this form has. */
export function fieldsOf(spec: MessageSpec): ReadonlySet<PatternField> {
  if (spec.match === undefined) return new Set(patternFields.filter((name) => spec[name] !== undefined));
  return new Set(patternFields.filter((name) => spec.match?.includes(`(?<${name}>`)));
}

/** Undefined where the frame is not of this form. */
function createOpener(spec: MessageSpec, layout: Layout): (frame: Uint8Array) => FieldReader | undefined {
  const { match, size, where = [], hex = [] } = spec;
  const fits = (frame: Uint8Array): boolean =>
    (size === undefined || frame.length === size) &&
    where.every(({ at, is }) => is.every((byte, index) => frame[at + index] === byte));
  if (match === undefined) return (frame) => (fits(frame) ? readBinary(frame, spec) : undefined);
  const pattern = parseTextPattern(match);
  const hexGroups = new Set(hex);
  if (!pattern.ok) throw new Error(pattern.error);
  return (frame) => {
    if (!fits(frame)) return undefined;
    const groups = pattern.value.match(String.fromCharCode(...layout.bodyOf(frame)));
    return groups === null ? undefined : readGroups(groups, hexGroups);
  };
}

function readBinary(frame: Uint8Array, spec: MessageSpec): FieldReader {
  return (name) => {
    if (name === 'key' || name === 'address' || name === 'sequence') {
      const field = spec[name];
      return field === undefined ? undefined : readNumber(frame, field);
    }
    const field = spec[name];
    return field === undefined ? undefined : readLabel(frame, field);
  };
}

function readGroups(groups: ReadonlyMap<string, string>, hex: ReadonlySet<PatternField>): FieldReader {
  return (name) => {
    const text = groups.get(name);
    if (text === undefined) return undefined;
    if (!(name in numbers)) return isLabel(text) ? text : undefined;
    const isHex = hex.has(name);
    const shape = isHex ? /^[0-9A-Fa-f]{1,8}$/ : /^[0-9]{1,9}$/;
    return shape.test(text) ? Number.parseInt(text, isHex ? 16 : 10) : undefined;
  };
}

function messageOf(spec: MessageSpec, fields: readonly PatternField[], read: FieldReader): PadMessage | 'bad-field' {
  const message: Record<string, number | string> = { means: spec.means };
  for (const name of fields) {
    const value = read(name);
    if (value === undefined) return 'bad-field';
    if (typeof value === 'number' && value > numbers[name as keyof typeof numbers]) return 'bad-field';
    message[name] = value;
  }
  if (spec.of !== undefined) message.of = spec.of;
  return message as unknown as PadMessage;
}
