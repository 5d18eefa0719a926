import { err, ok, type Result } from '@pingjia/shared';
import { detailCodes } from '../messages/detail-codes.ts';
import { type JsonFault, readMembers, writeMembers } from '../messages/json-members.ts';
import { readKey } from '../messages/message-key.ts';
import { maxMessageBytes } from '../transport/message-size.ts';

/** Longest time that an evaluation is awaited, seconds. */
export const maxTimeout = 999;

/** Asks for one evaluation. The photo, a file name or a picture as text, is never sent. */
export interface TerminalRequest {
  readonly tellerName: string;
  readonly tellerNumber: string;
  /** 1–999. */
  readonly timeoutSeconds: number;
}

/** What came of it. */
export type TerminalAnswer =
  | { readonly type: 'rated'; readonly key: number; readonly details: readonly string[] }
  | { readonly type: 'timed-out' | 'device-failed' | 'cancelled' };

/** Why a message is no answer. */
export type TerminalFault = JsonFault | 'unknown-type' | 'unknown-ret' | 'bad-level';

const ret = { rated: 0, 'timed-out': -2, 'device-failed': -3, cancelled: -9 } as const;
const types = new Map<number, TerminalAnswer['type']>(
  Object.entries(ret).map(([type, value]) => [value, type as TerminalAnswer['type']]),
);

export function encodeTerminalRequest({ tellerName, tellerNumber, timeoutSeconds }: TerminalRequest): Uint8Array {
  return writeMembers({
    type: 10,
    TellerName: tellerName,
    TellerNo: tellerNumber,
    TellerPhoto: '',
    Timeout: timeoutSeconds,
  });
}

/** The terminal's side: reads a request; undefined for anything else. */
export function decodeTerminalRequest(bytes: Uint8Array): TerminalRequest | undefined {
  const read = readMembers(bytes, maxMessageBytes);
  if (!read.ok || read.value.get('type') !== 10) return undefined;
  const tellerName = read.value.get('TellerName');
  const tellerNumber = read.value.get('TellerNo');
  const timeoutSeconds = read.value.get('Timeout');
  if (typeof tellerName !== 'string' || typeof tellerNumber !== 'string') return undefined;
  if (typeof timeoutSeconds !== 'number' || !Number.isInteger(timeoutSeconds)) return undefined;
  if (timeoutSeconds < 1 || timeoutSeconds > maxTimeout) return undefined;
  return { tellerName, tellerNumber, timeoutSeconds };
}

export function encodeTerminalAnswer(answer: TerminalAnswer): Uint8Array {
  const level = answer.type === 'rated' ? [answer.key, ...answer.details].join('|') : '';
  return writeMembers({ type: 10, ret: ret[answer.type], EvaluatorLevel: level });
}

export function decodeTerminalAnswer(bytes: Uint8Array): Result<TerminalAnswer, TerminalFault> {
  const read = readMembers(bytes, maxMessageBytes);
  if (!read.ok) return read;
  const members = read.value;
  if (integer(members.get('type')) !== 10) return err('unknown-type');
  const type = types.get(integer(members.get('ret')));
  if (type === undefined) return err('unknown-ret');
  if (type !== 'rated') return ok({ type });
  const level = members.get('EvaluatorLevel');
  const [first, ...details] = typeof level === 'string' ? level.split('|') : [level];
  const key = readKey(first);
  return key === undefined ? err('bad-level') : ok({ type, key, details: detailCodes(details) });
}

/** Terminals are met that write their numbers as texts. */
function integer(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?[0-9]{1,3}$/.test(value) ? Number(value) : Number.NaN;
}
