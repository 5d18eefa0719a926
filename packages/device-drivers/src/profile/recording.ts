import { err, ok, type Result } from '@pingjia/shared';
import { formatHexBytes, parseHexBytes } from './hex-bytes.ts';

/** Longest recording that is read, characters. */
export const maxRecordingLength = 4_000_000;

/** Bytes that went over a line together. `at`: milliseconds since the recording’s beginning. */
export interface RecordedBytes {
  readonly kind: 'received' | 'sent';
  readonly at: number;
  readonly bytes: Uint8Array;
  /** Where in the file. */
  readonly line: number;
}

export type RecordingEntry =
  | RecordedBytes
  /** What the bytes before it must have meant. */
  | { readonly kind: 'expected'; readonly meaning: string; readonly line: number };

/**
 * Reads a recording: `<` bytes from the pad, `>` bytes to it, each with an optional `@milliseconds`; `=` what the bytes
 * before must mean; `#` remarks. The error names the line.
 */
export function parseRecording(text: string): Result<readonly RecordingEntry[], string> {
  if (text.length > maxRecordingLength) return err(`the recording is longer than ${maxRecordingLength} characters`);
  const entries: RecordingEntry[] = [];
  let latest = 0;
  for (const [index, source] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const content = source.replace(/#.*$/, '').trim();
    if (content === '') continue;
    if (content.startsWith('=')) {
      entries.push({ kind: 'expected', meaning: content.slice(1).trim(), line });
      continue;
    }
    const [, direction, time, digits = ''] = /^([<>])(?:\s*@(\d{1,12}))?\s*([0-9A-Fa-f\s]*)$/.exec(content) ?? [];
    const bytes = direction === undefined ? undefined : parseHexBytes(digits);
    if (bytes === undefined) {
      return err(
        `line ${line}: write < or >, perhaps @milliseconds, and pairs of hexadecimal digits; or = and a meaning`,
      );
    }
    const at = time === undefined ? latest : Number(time);
    if (at < latest) return err(`line ${line}: @${at} is earlier than the line before it`);
    latest = at;
    entries.push({ kind: direction === '<' ? 'received' : 'sent', at, bytes, line });
  }
  return ok(entries);
}

/** One line of a recording, without its line end. */
export function formatRecordingLine(kind: 'received' | 'sent', at: number, bytes: Uint8Array): string {
  return `${kind === 'received' ? '<' : '>'} @${Math.round(at)} ${formatHexBytes(bytes)}`;
}
