import { referenceCodes, referenceObject, referenceText } from './reference-message.ts';

/**
 * The presses of the queue bridge once more, straight from its page and sharing nothing with the codec. Null: this message
 * is no press.
 */
export function queueReferencePress(
  message: Uint8Array,
): { readonly key: number; readonly details: readonly string[] } | null {
  const object = referenceObject(referenceText(message, 8 * 1024));
  if (object === null) return null;
  const { appriseresult, tagId } = { appriseresult: undefined, tagId: undefined, ...Object(object) };
  const written = ['string', 'number'].includes(typeof appriseresult) ? `${appriseresult}` : '';
  if (!/^\d{1,3}$/.test(written) || Number(written) >= 256) return null;
  const tags = [tagId].flat().filter((tag) => typeof tag === 'string' || typeof tag === 'number');
  const codes = tags
    .join(',')
    .split(/[,;|]/)
    .map((code) => code.trim());
  return { key: Number(written), details: referenceCodes(codes) };
}
