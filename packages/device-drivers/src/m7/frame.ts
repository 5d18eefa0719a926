import { err, ok, type Result } from '@pingjia/shared';
import { readText } from '../messages/read-text.ts';
import { maxMessageBytes } from '../transport/message-size.ts';

/** Why a message is none of the protocol, in the order in which it is looked at. */
export const m7Faults = ['too-long', 'bad-text', 'bad-form', 'unknown-frame', 'bad-field'] as const;
export type M7Fault = (typeof m7Faults)[number];

/** `S`, two digits, payload, `E`: a whole message, so that `S`, `E` and `|` inside the payload end nothing. */
export interface M7Frame {
  /** Two digits; empty for the poll `SE`, which alone has none. */
  readonly number: string;
  readonly payload: string;
}

export function frameText({ number, payload }: M7Frame): string {
  return `S${number}${payload}E`;
}

/** The frame in a text without what trails it; undefined where it is none. */
export function readFrame(text: string): M7Frame | undefined {
  if (text === 'SE') return { number: '', payload: '' };
  const [, number, payload] = /^S([0-9]{2})([^]*)E$/.exec(text) ?? [];
  return number === undefined || payload === undefined ? undefined : { number, payload };
}

/** The text of a message. Devices with buffers of fixed size may leave line ends, blanks and zeros behind it. */
export function readMessage(bytes: Uint8Array): Result<string, M7Fault> {
  if (bytes.length > maxMessageBytes) return err('too-long');
  const text = readText(bytes);
  return text === undefined ? err('bad-text') : ok(withoutTrail(text));
}

function withoutTrail(text: string): string {
  let end = text.length;
  while (end > 0 && '\r\n \t\0'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
