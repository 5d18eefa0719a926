import { err, ok, type Result } from '@pingjia/shared';
import { crcText } from './crc16.ts';
import type { Field } from './field.ts';
import { type HostMessage, hostMessageFields, type PadMessage, padMessageFields } from './message.ts';

/** Why a line is no message, in the order in which it is looked at. */
export const lineFaults = ['bad-form', 'bad-checksum', 'unknown-verb', 'bad-field'] as const;
export type LineFault = (typeof lineFaults)[number];

type Fields = Readonly<Record<string, Field<unknown>>>;
type Values = Readonly<Record<string, unknown>>;

const padVerbs = verbsOf(padMessageFields);
const hostVerbs = verbsOf(hostMessageFields);

/** Reads a line without its CR LF. */
export function decodePadLine(line: string): Result<PadMessage, LineFault> {
  return decode(padVerbs, line) as Result<PadMessage, LineFault>;
}

/** Reads a line without its CR LF. */
export function decodeHostLine(line: string): Result<HostMessage, LineFault> {
  return decode(hostVerbs, line) as Result<HostMessage, LineFault>;
}

/** The whole line with CR LF. A value that the protocol cannot carry is a bug and throws. */
export function encodePadMessage(message: PadMessage): Uint8Array {
  return encode(padVerbs, message);
}

/** The whole line with CR LF. A value that the protocol cannot carry is a bug and throws. */
export function encodeHostMessage(message: HostMessage): Uint8Array {
  return encode(hostVerbs, message);
}

// A Map, so that a verb like "constructor" is just an unknown one.
function verbsOf(table: Readonly<Record<string, object>>): ReadonlyMap<string, Fields> {
  return new Map(Object.entries(table) as [string, Fields][]);
}

function decode(verbs: ReadonlyMap<string, Fields>, line: string): Result<Values, LineFault> {
  const [, body = '', checksum] = /^\$([^$*]*)\*([0-9A-F]{4})$/.exec(line) ?? [];
  if (checksum === undefined) return err('bad-form');
  if (crcText(body) !== checksum) return err('bad-checksum');
  const [verb = '', ...texts] = body.split(',');
  const fields = verbs.get(verb);
  if (fields === undefined) return err('unknown-verb');
  const entries = Object.entries(fields);
  if (texts.length !== entries.length) return err('bad-field');
  const message: Record<string, unknown> = { type: verb };
  for (const [index, [name, field]] of entries.entries()) {
    const value = field.read(texts[index] ?? '');
    if (value === undefined) return err('bad-field');
    message[name] = value;
  }
  return ok(message);
}

function encode(verbs: ReadonlyMap<string, Fields>, message: { readonly type: string }): Uint8Array {
  const values: Values = { ...message };
  const texts = Object.entries(verbs.get(message.type) ?? {}).map(([name, field]) => {
    const text = field.write(values[name]);
    if (field.read(text) !== values[name]) throw new RangeError(`${message.type} cannot carry ${name} ${text}`);
    return text;
  });
  const body = [message.type, ...texts].join(',');
  return new TextEncoder().encode(`$${body}*${crcText(body)}\r\n`);
}
