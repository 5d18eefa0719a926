/** A text, or a number as a text; null where there is none. Undefined: too long, or nothing that can be shown. */
export function shortText(value: unknown, most: number): string | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || /[\p{Cc}\p{Cs}]/u.test(text)) return undefined;
  return Array.from(text).length <= most ? text : undefined;
}
