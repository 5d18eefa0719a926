import { err, ok, type Result } from '@pingjia/shared';
import { parseHexBytes } from './hex-bytes.ts';
import { createTextCoder, type TextCoder } from './text-coder.ts';

/** What a placeholder can stand for. */
export const placeholders = [
  'address',
  'key',
  'seconds',
  'phrase',
  'mode',
  'sequence',
  'boot',
  'text',
  'number',
  'name',
  'service',
  'year',
  'yy',
  'month',
  'day',
  'hour',
  'minute',
  'second',
] as const;
export type Placeholder = (typeof placeholders)[number];

/** Those that stand for a person's words, in the pad's own encoding. */
const wordy: ReadonlySet<Placeholder> = new Set(['text', 'number', 'name', 'service']);

export type TemplateValue = number | string;
export type TemplateValues = Readonly<Partial<Record<Placeholder, TemplateValue>>>;

/** A command's body with places for what differs from one to the next. */
export interface Template {
  readonly uses: ReadonlySet<Placeholder>;
  /** Null where a value is missing or does not fit. */
  render(values: TemplateValues): Uint8Array | null;
  /** What a body rendered from it said; null where it was not. Numbers only for hexadecimal templates. */
  match(body: Uint8Array): ReadonlyMap<Placeholder, TemplateValue> | null;
}

interface Slot {
  readonly name: Placeholder;
  write(value: TemplateValue): readonly number[] | null;
  /** As a part of an expression over latin1 text. */
  readonly shape: string;
  read(text: string): TemplateValue;
}

type CreateSlot = (name: Placeholder, format?: string) => Slot | null;

type Piece = Uint8Array | Slot;

const usualCoder = createTextCoder('utf-8', new Set());

const latin1 = (bytes: Iterable<number>): string => String.fromCharCode(...bytes);
const codes = (text: string): readonly number[] => Array.from(new TextEncoder().encode(text));
const slotShape = /\{([a-z]+)(?::([0-9a-z]+))?\}/g;

/** `01 {address} {seconds:2}`: bytes in hexadecimal; a placeholder is one byte, or as many as it says, big-endian unless `le` follows. */
export function parseHexTemplate(source: string, coder = usualCoder): Result<Template, string> {
  return parse(
    source,
    slots(byteSlot, coder),
    false,
    (text) => parseHexBytes(text) ?? `"${text.trim()}" is no hexadecimal: write pairs of digits`,
  );
}

/** `A,{address:2x},{seconds:3}`: text; a width pads with zeros, `x` is for upper-case hexadecimal. `\r`, `\n`, `\t`, `\xHH`, `\\` and `\{` as usual. */
export function parseTextTemplate(source: string, coder = usualCoder): Result<Template, string> {
  return parse(source, slots(textSlot, coder), true, unescape);
}

function parse(
  source: string,
  slotOf: CreateSlot,
  escapes: boolean,
  literal: (text: string) => Uint8Array | string,
): Result<Template, string> {
  const pieces: Piece[] = [];
  let from = 0;
  const add = (text: string): string | undefined => {
    const bytes = literal(text);
    if (typeof bytes === 'string') return bytes;
    pieces.push(bytes);
    return undefined;
  };
  for (const { 0: whole, 1: name, 2: format, index } of source.matchAll(slotShape)) {
    if (source[index - 1] === '\\' && escapes) continue;
    const problem = add(source.slice(from, index));
    if (problem !== undefined) return err(problem);
    const known = placeholders.find((placeholder) => placeholder === name);
    if (known === undefined)
      return err(`there is no {${name}}; use ${placeholders.map((one) => `{${one}}`).join(' ')}`);
    const slot = slotOf(known, format);
    if (slot === null)
      return err(`${whole} has a format that cannot be read; rule PF19 of the page on profiles lists them`);
    pieces.push(slot);
    from = index + whole.length;
  }
  const problem = add(source.slice(from));
  return problem === undefined ? ok(templateOf(pieces)) : err(problem);
}

function templateOf(pieces: readonly Piece[]): Template {
  const slots = pieces.filter((piece): piece is Slot => !(piece instanceof Uint8Array));
  const shape = pieces
    .map((piece) => (piece instanceof Uint8Array ? literalShape(piece) : `(${piece.shape})`))
    .join('');
  const expression = new RegExp(`^${shape}$`, 's');
  return {
    uses: new Set(slots.map(({ name }) => name)),
    render(values) {
      const bytes: number[] = [];
      for (const piece of pieces) {
        if (piece instanceof Uint8Array) bytes.push(...piece);
        else {
          const value = values[piece.name];
          const written = value === undefined ? null : piece.write(value);
          if (written === null) return null;
          bytes.push(...written);
        }
      }
      return Uint8Array.from(bytes);
    },
    match(body) {
      const matched = expression.exec(latin1(body));
      if (matched === null) return null;
      return new Map(slots.map(({ name, read }, index) => [name, read(matched[index + 1] ?? '')]));
    },
  };
}

function slots(numbers: CreateSlot, coder: TextCoder): CreateSlot {
  return (name, format) => (wordy.has(name) ? wordSlot(name, coder, format) : numbers(name, format));
}

/** `{name:20}`: at most 20 bytes, 60 unless told; `{name:20p}`: exactly 20, filled up with blanks. */
function wordSlot(name: Placeholder, coder: TextCoder, format = '60'): Slot | null {
  const [, digits, padded] = /^([1-9]\d{0,2})(p?)$/.exec(format) ?? [];
  if (digits === undefined) return null;
  const most = Number(digits);
  return {
    name,
    shape: `[\\x00-\\xff]{0,${most}}`,
    write(value) {
      const bytes = coder.encode(String(value), most);
      return padded === 'p' ? [...bytes, ...Array.from({ length: most - bytes.length }, () => 0x20)] : bytes;
    },
    read: (text) => coder.decode(Uint8Array.from(text, (sign) => sign.charCodeAt(0))).trimEnd(),
  };
}

function byteSlot(name: Placeholder, format = '1'): Slot | null {
  const [, digits, little] = /^([1-4])(le)?$/.exec(format) ?? [];
  if (digits === undefined) return null;
  const size = Number(digits);
  const ordered = (bytes: number[]): number[] => (little === undefined ? bytes : bytes.reverse());
  return {
    name,
    shape: `[\\x00-\\xff]{${size}}`,
    write(value) {
      const bounded = bound(name, value, 2 ** (8 * size) - 1);
      if (bounded === null) return null;
      return ordered(Array.from({ length: size }, (_, index) => Math.floor(bounded / 256 ** (size - 1 - index)) % 256));
    },
    read: (text) => ordered(Array.from(text, (sign) => sign.charCodeAt(0))).reduce((sum, byte) => sum * 256 + byte, 0),
  };
}

function textSlot(name: Placeholder, format = ''): Slot | null {
  const [, width = '', hex] = /^([1-9]?)(x?)$/.exec(format) ?? [];
  if (hex === undefined) return null;
  const radix = hex === '' ? 10 : 16;
  const digits = width === '' ? 9 : Number(width);
  const spelled = radix === 10 ? '[0-9]' : '[0-9A-F]';
  return {
    name,
    shape: `${spelled}${width === '' ? '+' : `{${width}}`}|[A-Za-z_-]{1,24}`,
    write(value) {
      if (typeof value === 'string') return /^[\x20-\x7e]{0,24}$/.test(value) ? codes(value) : null;
      const bounded = bound(name, value, radix ** digits - 1);
      return bounded === null ? null : codes(bounded.toString(radix).toUpperCase().padStart(Number(width), '0'));
    },
    read: (text) => (/^[0-9A-F]+$/.test(text) ? Number.parseInt(text, radix) : text),
  };
}

/** Seconds that do not fit are as many as do; any other number that does not fit is none. */
function bound(name: Placeholder, value: TemplateValue, most: number): number | null {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) return null;
  if (value <= most) return value;
  return name === 'seconds' ? most : null;
}

function unescape(text: string): Uint8Array | string {
  const signs: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t' };
  const bytes: number[] = [];
  for (const [sign, escaped] of text.matchAll(/\\(x[0-9A-Fa-f]{2}|[rnt\\{])|[\s\S]/gu)) {
    if (escaped === undefined && sign === '\\')
      return 'a \\ stands before what it cannot; write \\r, \\n, \\t, \\xHH, \\\\ or \\{';
    if (escaped === undefined) bytes.push(...codes(sign));
    else if (escaped.startsWith('x')) bytes.push(Number.parseInt(escaped.slice(1), 16));
    else bytes.push(...codes(signs[escaped] ?? escaped));
  }
  return Uint8Array.from(bytes);
}

function literalShape(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
