/** Bytes written as pairs of hexadecimal digits, spaces between them optional: `AA 55`, `0D0A`. Undefined where it is none. */
export function parseHexBytes(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/\s+/g, '');
  if (digits.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

/** Upper case, one space between bytes. */
export function formatHexBytes(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
}
