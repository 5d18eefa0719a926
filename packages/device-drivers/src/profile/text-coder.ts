/** How a pad wants its texts. */
export const textEncodings = ['utf-8', 'gbk', 'ascii'] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** Texts of a host as a pad's bytes. */
export interface TextCoder {
  /**
   * At most so many bytes, cut between characters. Control characters become blanks, and so does whatever would end or
   * begin a frame; what the encoding does not have becomes `?`.
   */
  encode(text: string, most: number): readonly number[];
  decode(bytes: Uint8Array): string;
}

type EncodeCharacter = (character: string) => readonly number[] | undefined;

const encoders: Readonly<Record<TextEncoding, EncodeCharacter>> = {
  'utf-8': (character) => Array.from(new TextEncoder().encode(character)),
  gbk: (character) => asciiOf(character) ?? gbkTable().get(character),
  ascii: asciiOf,
};

/** `reserved`: bytes that mark frames, which no text may hold. */
export function createTextCoder(encoding: TextEncoding, reserved: ReadonlySet<number>): TextCoder {
  const encodeCharacter = encoders[encoding];
  const decoder = new TextDecoder(encoding);
  const isFree = (bytes: readonly number[]): boolean => !bytes.some((byte) => reserved.has(byte));
  const blank = [0x20].filter((byte) => !reserved.has(byte));

  function bytesOf(character: string): readonly number[] {
    if (/\p{Cc}/u.test(character)) return blank;
    const bytes = encodeCharacter(character) ?? [0x3f];
    return isFree(bytes) ? bytes : blank;
  }

  return {
    encode(text, most) {
      const bytes: number[] = [];
      for (const character of text.replace(/\p{Cs}/gu, '')) {
        const more = bytesOf(character);
        if (bytes.length + more.length > most) break;
        bytes.push(...more);
      }
      return bytes;
    },
    decode: (bytes) => decoder.decode(bytes),
  };
}

function asciiOf(character: string): readonly number[] | undefined {
  const code = character.charCodeAt(0);
  return character.length === 1 && code < 0x80 ? [code] : undefined;
}

let gbk: ReadonlyMap<string, readonly number[]> | undefined;

/** The decoder's own table the other way round: no runtime encodes anything but UTF-8. */
function gbkTable(): ReadonlyMap<string, readonly number[]> {
  if (gbk !== undefined) return gbk;
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (/^[^\ufffd\ue000-\uf8ff]$/u.test(character) && !table.has(character)) table.set(character, [lead, trail]);
    }
  }
  gbk = table;
  return table;
}
