import { formatHexBytes } from '../profile/hex-bytes.ts';
import type { PadTrace } from './open-pad.ts';
import { describeMeaning, type Meaning } from './trace.ts';
import { wrapText } from './wrap-text.ts';

/** Bytes of a row, so that it fits into 80 columns. */
const bytesPerRow = 8;
const meaningWidth = 31;

/** Rows of: time of day, direction, bytes in hexadecimal, the same as text, what they mean. `wall`: milliseconds since 1970. */
export function showTrace({ direction, bytes, meanings }: PadTrace, wall: number): readonly string[] {
  const time = new Date(wall).toISOString().slice(11, 23);
  const sign = direction === 'received' ? '<' : '>';
  const texts = textsOf(direction, meanings);
  const rows = Math.max(1, Math.ceil(bytes.length / bytesPerRow), texts.length);
  return Array.from({ length: rows }, (_, row) => {
    const part = bytes.subarray(row * bytesPerRow, (row + 1) * bytesPerRow);
    const hex = formatHexBytes(part).padEnd(bytesPerRow * 3 - 1);
    const head = row === 0 ? `${time} ${sign}` : ' '.repeat(time.length + 2);
    return `${head} ${hex}  ${readable(part).padEnd(bytesPerRow)}  ${texts[row] ?? ''}`.trimEnd();
  });
}

/** One JSON object a line. */
export function traceAsJson({ direction, bytes, meanings }: PadTrace, wall: number): string {
  return JSON.stringify({ at: new Date(wall).toISOString(), direction, hex: formatHexBytes(bytes), meanings });
}

function textsOf(direction: PadTrace['direction'], meanings: readonly Meaning[]): readonly string[] {
  if (meanings.length > 0) return meanings.flatMap((meaning) => wrapText(describeMeaning(meaning), meaningWidth));
  return direction === 'received' ? ['(no frame)'] : [];
}

function readable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
}
