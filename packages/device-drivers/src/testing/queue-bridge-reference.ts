/**
 * The presses of the queue bridge once more, straight from its page and sharing nothing with the codec. Null: this message
 * is no press.
 */
export function queueReferencePress(
  message: Uint8Array,
): { readonly key: number; readonly details: readonly string[] } | null {
  const text = Buffer.from(message).toString('utf8');
  if (message.length > 8 * 1024 || !Buffer.from(text).equals(message)) return null;
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch {
    return null;
  }
  if (Object.prototype.toString.call(object) !== '[object Object]') return null;
  const { appriseresult, tagId } = { appriseresult: undefined, tagId: undefined, ...Object(object) };
  const written = ['string', 'number'].includes(typeof appriseresult) ? `${appriseresult}` : '';
  if (!/^\d{1,3}$/.test(written) || Number(written) >= 256) return null;
  const tags = [tagId].flat().filter((tag) => typeof tag === 'string' || typeof tag === 'number');
  const codes = tags
    .join(',')
    .split(/[,;|]/)
    .map((code) => code.trim());
  return { key: Number(written), details: [...new Set(codes.filter((code) => /^[1-5]\d\d$/.test(code)))].slice(0, 20) };
}
