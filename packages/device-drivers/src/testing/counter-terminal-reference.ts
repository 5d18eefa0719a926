import { referenceCodes, referenceObject, referenceText } from './reference-message.ts';

/**
 * The presses of the counter terminals once more, straight from their page and sharing nothing with the codec. Null: this
 * message is no press.
 */
export function counterTerminalReferencePress(
  message: Uint8Array,
): { readonly key: number; readonly details: readonly string[] } | null {
  const object = referenceObject(referenceText(message, 64 * 1024));
  if (object === null) return null;
  const member = (name: string): unknown => Reflect.get({ __proto__: null, ...object }, name);
  const said = (name: string, ...spellings: readonly unknown[]): boolean => spellings.includes(member(name));
  if (!said('type', 10, '10', '010') || !said('ret', 0, -0, '0', '00', '000', '-0', '-00', '-000')) return null;
  const level = member('EvaluatorLevel');
  const [key = '', ...codes] = typeof level === 'number' || typeof level === 'string' ? `${level}`.split('|') : [];
  if (!/^\d{1,3}$/.test(key) || Number(key) >= 256) return null;
  return { key: Number(key), details: referenceCodes(codes) };
}
