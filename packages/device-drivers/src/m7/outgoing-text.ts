/** Characters of a text that is spoken or shown, and of a name or number. */
export const maxTextCharacters = { speech: 200, label: 60 } as const;

const wide: Readonly<Record<string, string>> = { '|': '｜', ',': '，', E: 'Ｅ' };

/**
 * A text as a frame may carry it: however a device looks for the end of a frame or a field, nobody's name or notice ends
 * one. Separators and the end mark become their full-width twins, control characters blanks, and it is cut to length.
 */
export function outgoingText(text: string, most: number): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ').replace(/\p{Cs}/gu, '');
  const tame = plain.replace(/[|,E]/g, (mark) => wide[mark] ?? mark);
  return Array.from(tame).slice(0, most).join('').trim();
}

/** JSON that says the same without `E` and `|`. */
export function outgoingJson(value: unknown): string {
  return JSON.stringify(value).replace(/[E|]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
}
