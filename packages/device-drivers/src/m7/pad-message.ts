import { err, ok, parseJson, type Result } from '@pingjia/shared';
import { detailCodes } from '../messages/detail-codes.ts';
import { readKey } from '../messages/message-key.ts';
import { type M7Fault, type M7Frame, readFrame, readMessage } from './frame.ts';

/** What a device says that the host keeps. Card, time, picture and film of a result are personal and are not even read. */
export type PadMessage =
  /** `SnnOK`: the command of that number was understood. */
  | { readonly type: 'reply'; readonly number: string }
  /** `RecvCmdOK`: some command was received. */
  | { readonly type: 'received' }
  | {
      readonly type: 'result';
      readonly key: number;
      readonly details: readonly string[];
      /** It says when the key was pressed, so that no other press has the same bytes. */
      readonly dated: boolean;
    }
  | { readonly type: 'info'; readonly serialNumber: string | null; readonly firmware: string | null };

/** Fields of a result at least, its `S02` included. */
const leastFields = 10;

/** Where the time stands among the fields of a result. */
const timeField = 5;

/** Where the tags stand among the fields of a result. */
const tagField = 11;

/**
 * Reads one datagram, or all that one call answered. `RecvCmdOK` may stand before a frame: the answer to a call is
 * the concatenation of whatever the device had to say.
 */
export function decodePadMessage(bytes: Uint8Array): Result<readonly PadMessage[], M7Fault> {
  const read = readMessage(bytes);
  if (!read.ok) return read;
  const received = read.value.startsWith('RecvCmdOK');
  const text = received ? read.value.slice('RecvCmdOK'.length).trimStart() : read.value;
  const before: readonly PadMessage[] = received ? [{ type: 'received' }] : [];
  if (received && text === '') return ok(before);
  const message = readOne(text);
  return message.ok ? ok([...before, message.value]) : message;
}

function readOne(text: string): Result<PadMessage, M7Fault> {
  const [, number] = /^S([0-9]{2})OKE?$/.exec(text) ?? [];
  if (number !== undefined) return ok({ type: 'reply', number });
  const frame = readFrame(text);
  if (frame === undefined) return err('bad-form');
  if (frame.number === '02') return readResult(frame);
  if (frame.number === '99') return readInfo(frame);
  return err('unknown-frame');
}

function readResult({ payload }: M7Frame): Result<PadMessage, M7Fault> {
  const fields = payload.split('||');
  // The frame's end is a field of its own where `||` stands before it, and the split has made an empty one of it.
  if (fields.length < leastFields || fields[0] !== '') return err('bad-form');
  const key = readKey(fields[2]);
  if (key === undefined) return err('bad-field');
  const tags = fields.slice(tagField).join('||').replace(/\|\|$/, '');
  return ok({ type: 'result', key, details: tagCodes(tags), dated: fields[timeField] !== '' });
}

function readInfo({ payload }: M7Frame): Result<PadMessage, M7Fault> {
  const fields = payload.split('||');
  if (fields.length < 2 || fields[0] !== '') return err('bad-form');
  return ok({ type: 'info', serialNumber: label(fields[1]), firmware: label(fields[2]) });
}

/** "0" is what the host itself asked with: a device that sends the question back has told nothing. */
function label(text: string | undefined): string | null {
  return text !== undefined && text !== '0' && /^[A-Za-z0-9._-]{1,60}$/.test(text) ? text : null;
}

/** Tags that cannot be read lose nobody's press: it simply has none. */
function tagCodes(json: string): readonly string[] {
  const tags = parseJson(json);
  const list: readonly unknown[] = Array.isArray(tags) ? tags : [tags];
  return detailCodes(list.map((tag) => (typeof tag === 'object' && tag !== null && 'tagId' in tag ? tag.tagId : tag)));
}
