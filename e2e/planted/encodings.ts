/** One form that a value may take on a disk. */
export interface Encoded {
  readonly encoding: string;
  readonly bytes: Uint8Array;
}

/** Bytes of which a form must have at least so many to be looked for. */
export const shortest = 8;

/** Every form that a text is looked for in: the ways in which programs write text, and some that nobody should. */
export function encodings(text: string): readonly Encoded[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const hex = utf8.toString('hex');
  const percent = hex.replaceAll(/../g, '%$&');
  const escapes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'));
  const ascii = {
    'hex lower': hex,
    'hex upper': hex.toUpperCase(),
    'percent lower': percent,
    'percent upper': percent.toUpperCase(),
    'JSON escapes lower': escapes.map((code) => `\\u${code}`).join(''),
    'JSON escapes upper': escapes.map((code) => `\\u${code.toUpperCase()}`).join(''),
    ...base64(utf8),
  };
  const forms: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-8', utf8],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['GB18030', gb18030(text)],
    ['reversed', Buffer.from(Array.from(text).reverse().join(''), 'utf8')],
    ['reversed bytes', Buffer.from(utf8).reverse()],
    ...Object.entries(ascii).map(([name, form]) => [name, Buffer.from(form, 'latin1')] as const),
  ];
  return forms.map(([encoding, bytes]) => ({ encoding, bytes }));
}

/** The characters that stand for the text wherever it begins among others: those at the ends depend on the neighbours. */
function base64(bytes: Buffer): Record<string, string> {
  const forms: Record<string, string> = {};
  for (const shift of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const end = Math.floor(((shift + bytes.length) * 8) / 6);
    const sure = whole.slice(Math.ceil((shift * 8) / 6), end);
    forms[`base64 at ${shift}`] = sure;
    forms[`base64url at ${shift}`] = sure.replaceAll('+', '-').replaceAll('/', '_');
  }
  return forms;
}

let table: ReadonlyMap<string, Buffer> | null = null;

/** Node can only read GB18030: every two-byte code is read once, and found by its character. */
function gb18030(text: string): Buffer {
  table ??= readTable();
  return Buffer.concat(Array.from(text, (character) => table?.get(character) ?? Buffer.from(character, 'latin1')));
}

function readTable(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, Buffer>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low !== 0x7f) found.set(decoder.decode(Uint8Array.of(high, low)), Buffer.of(high, low));
    }
  }
  return found;
}
