import { parseJson } from '@pingjia/shared';
import { referenceCodes, referenceText } from './reference-message.ts';

/**
 * The presses of the M7 family once more, straight from its page and sharing nothing with the codec: the message as
 * characters, walked from the left. Null: this message is no press.
 */
export function m7ReferencePress(
  message: Uint8Array,
): { readonly key: number; readonly details: readonly string[] } | null {
  const whole = (referenceText(message, 64 * 1024) ?? '').replace(/[\r\n \t\0]+$/, '').replace(/^RecvCmdOK\s*/, '');
  if (whole.slice(0, 5) !== 'S02||' || whole.at(-1) !== 'E') return null;
  const parts: string[] = [];
  for (let rest = whole.slice(5, -1), at = 0; at >= 0; ) {
    at = rest.indexOf('||');
    parts.push(at < 0 ? rest : rest.slice(0, at));
    rest = rest.slice(at + 2);
  }
  const key = /^\d\d?\d?$/.test(parts[1] ?? '') ? Number.parseInt(parts[1] ?? '', 10) : 256;
  if (parts.length < 9 || key > 255) return null;
  return { key, details: referenceTags(parts.slice(10).join('||').replace(/\|\|$/, '')) };
}

/** The option codes in a JSON text of tags. */
function referenceTags(json: string): readonly string[] {
  const tags = [parseJson(json)].flat();
  return referenceCodes(tags.map((tag) => String(Object(tag)['tagId'] ?? (Object(tag) === tag ? '' : tag))));
}
