import { err, ok, type Result } from '@pingjia/shared';

/** A checked expression over a whole text, its named groups by name. */
export interface TextPattern {
  /** Null where the text does not fit. */
  match(text: string): ReadonlyMap<string, string> | null;
  /** A text that fits with these groups, digits led by zeros where a group is longer; null where there is none. */
  write(groups: ReadonlyMap<string, string>): string | null;
}

interface Atom {
  readonly source: string;
  /** Codes 0–255 it takes. */
  readonly takes: ReadonlySet<number>;
  readonly least: number;
  readonly most: number;
}

interface Part {
  readonly open: string;
  readonly atoms: readonly Atom[];
}

const allCodes = Array.from({ length: 256 }, (_, code) => code);
const atomShape = /^(?:\[(\^?)((?:\\.|[^\]\\])+)\]|\\(x[0-9A-Fa-f]{2}|.)|([^\\[\](){}*+?|^$]))/s;
const repeatShape = /^(?:\{(\d{1,3})(?:(,)(\d{0,3}))?\}|([*+?]))/;
const groupShape = /^\(\?<([a-z]+)>/;
const classes: Readonly<Record<string, string>> = { d: '0-9', w: 'A-Za-z0-9_', s: ' \\t\\r\\n\\v\\f' };

/** Group names that mean something. */
export const patternFields = ['key', 'address', 'sequence', 'boot', 'serial', 'firmware'] as const;
export type PatternField = (typeof patternFields)[number];

/**
 * Reads the small part of regular expressions that is always matched in one pass: characters, classes and repeats one
 * after the other, named groups around them, no alternatives, and nothing repeated that could also match what follows.
 * The error is what is wrong, as a sentence.
 */
export function parseTextPattern(source: string): Result<TextPattern, string> {
  const parts = readParts(source.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''));
  if (!parts.ok) return parts;
  const atoms = parts.value.flatMap((part) => part.atoms);
  const unclear = ambiguity(atoms);
  if (unclear !== undefined) return err(unclear);
  const text = parts.value
    .map(({ open, atoms }) => `${open}${atoms.map(spell).join('')}${open === '' ? '' : ')'}`)
    .join('');
  const expression = new RegExp(`^${text}$`, 's');
  return ok({
    match(input) {
      const match = expression.exec(input);
      return match === null ? null : new Map(Object.entries(match.groups ?? {}));
    },
    write(groups) {
      const written = parts.value.map((part) => writePart(part, groups)).join('');
      return expression.test(written) ? written : null;
    },
  });
}

function writePart({ open, atoms }: Part, groups: ReadonlyMap<string, string>): string {
  const given = groups.get(open.slice('(?<'.length, -1));
  const least = atoms.reduce((sum, atom) => sum + atom.least, 0);
  return given?.padStart(least, '0') ?? atoms.map(sample).join('');
}

/** As few characters as the atom takes, readable ones where it can be. */
function sample({ takes, least }: Atom): string {
  const readable = [...takes].find((code) => code >= 0x30 && code < 0x7f) ?? [...takes][0] ?? 0;
  return String.fromCharCode(readable).repeat(least);
}

function readParts(source: string): Result<readonly Part[], string> {
  const parts: { open: string; atoms: Atom[] }[] = [{ open: '', atoms: [] }];
  const names = new Set<string>();
  let rest = source;
  while (rest !== '') {
    const current = parts.at(-1) as { open: string; atoms: Atom[] };
    const group = groupShape.exec(rest);
    if (group !== null) {
      const [open, name = ''] = group;
      if (current.open !== '') return err(`the group ${open} lies inside another one; close that with ) first`);
      if (!patternFields.some((field) => field === name) || names.has(name)) {
        return err(`there is no field "${name}" or it is there twice; use each once: ${patternFields.join(', ')}`);
      }
      names.add(name);
      parts.push({ open, atoms: [] });
      rest = rest.slice(open.length);
    } else if (rest.startsWith(')') && current.open !== '') {
      parts.push({ open: '', atoms: [] });
      rest = rest.slice(1);
    } else {
      const read = readAtom(rest);
      if (!read.ok) return read;
      current.atoms.push(read.value.atom);
      rest = rest.slice(read.value.length);
    }
  }
  return parts.at(-1)?.open === '' ? ok(parts) : err('a group is not closed; write ) where it ends');
}

function readAtom(rest: string): Result<{ readonly atom: Atom; readonly length: number }, string> {
  const matched = atomShape.exec(rest);
  if (matched === null) {
    return err(
      `"${rest.slice(0, 4)}" cannot be used here: write characters, [classes], repeats such as {2} or +, and groups such as (?<key>…); put \\ before a sign that stands for itself`,
    );
  }
  const [source, inverted, members, escaped, plain] = matched;
  const takes = codesOf(members ?? (escaped === undefined ? escapeMember(plain ?? '') : `\\${escaped}`), {
    inverted: inverted === '^',
    any: plain === '.',
  });
  if (takes === undefined)
    return err(`${source} cannot be read: write it with plain characters, ranges, \\d, \\w or \\xHH`);
  const repeat = repeatShape.exec(rest.slice(source.length));
  const [least, most] = repeat === null ? [1, 1] : limitsOf(repeat);
  if (least > most)
    return err(`${source}${repeat?.[0] ?? ''} repeats from ${least} to ${most}: write the smaller number first`);
  return ok({ atom: { source, takes, least, most }, length: source.length + (repeat?.[0].length ?? 0) });
}

function limitsOf([, least, comma, most, sign]: RegExpExecArray): readonly [number, number] {
  if (sign !== undefined) return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity];
  const from = Number(least);
  if (comma === undefined) return [from, from];
  return [from, most === '' ? Infinity : Number(most)];
}

const escapeMember = (sign: string): string => (/[\]\\^-]/.test(sign) ? `\\${sign}` : sign);

function codesOf(members: string, how: { inverted: boolean; any: boolean }): ReadonlySet<number> | undefined {
  if (how.any) return new Set(allCodes);
  const spelled = members.replaceAll(/\\([dws])/g, (_, name: string) => classes[name] ?? '');
  if (/\\(?![\\\]\-^$.|?*+(){}[/trnvf ,#x"'*:;=@!%&<>~`_]|x[0-9A-Fa-f]{2})/.test(spelled)) return undefined;
  if (/\\x(?![0-9A-Fa-f]{2})/.test(spelled)) return undefined;
  try {
    const one = new RegExp(`^[${how.inverted ? '^' : ''}${spelled}]$`, 's');
    return new Set(allCodes.filter((code) => one.test(String.fromCharCode(code))));
  } catch {
    return undefined;
  }
}

/** Where a repeat could stop at more than one place: the only thing that makes an expression slow. */
function ambiguity(atoms: readonly Atom[]): string | undefined {
  for (const [index, atom] of atoms.entries()) {
    if (atom.least === atom.most) continue;
    for (const later of atoms.slice(index + 1)) {
      if ([...atom.takes].some((code) => later.takes.has(code))) {
        return `${spell(atom)} could also match what ${spell(later)} is for; put a separator between them, or give a number such as {2}`;
      }
      if (later.least > 0) break;
    }
  }
  return undefined;
}

function spell({ source, least, most }: Atom): string {
  const one = source === '.' ? '[\\s\\S]' : source;
  if (least === 1 && most === 1) return one;
  return `${one}{${least}${least === most ? '' : `,${most === Infinity ? '' : most}`}}`;
}
