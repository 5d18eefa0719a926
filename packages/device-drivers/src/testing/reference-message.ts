import { parseJson } from '@pingjia/shared';

/** For the references of the message families, which share nothing with the codecs. The characters of a message that is sound UTF-8 of at most `limit` bytes; else null. */
export function referenceText(message: Uint8Array, limit: number): string | null {
  const text = Buffer.from(message).toString('utf8');
  return message.length <= limit && Buffer.from(text).equals(message) ? text : null;
}

/** The members of a JSON object; null for any other text. */
export function referenceObject(text: string | null): object | null {
  const value = text === null ? null : parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

/** The option codes among these texts: each once, the first twenty. */
export function referenceCodes(codes: readonly string[]): readonly string[] {
  return [...new Set(codes.filter((code) => /^[1-5]\d\d$/.test(code)))].slice(0, 20);
}
