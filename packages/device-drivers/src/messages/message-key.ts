/** A key as pads of text write it: decimal, 0–255. Undefined for anything else, which is no key. */
export function readKey(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^[0-9]{1,3}$/.test(text)) return undefined;
  const key = Number(text);
  return key <= 255 ? key : undefined;
}
