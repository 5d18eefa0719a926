import { describeFault, err, type Fault, ok, type Result } from '@pingjia/shared';
import { detailCodes } from '../messages/detail-codes.ts';
import { type JsonFault, readMembers, writeMembers } from '../messages/json-members.ts';
import { readKey } from '../messages/message-key.ts';
import type { QueueResult } from './queue-calls.ts';

/** Longest message that is read, bytes. */
export const maxQueueBytes = 8_192;

/** Why a message is no reply. `refused`: it is one, and says no. */
export type QueueFault = JsonFault | 'unknown-message' | 'bad-field' | 'refused';

/** What the asked end says: whether it obeyed, and later the result. */
export type QueueReply =
  | { readonly type: 'answer'; readonly obeyed: boolean }
  | { readonly type: 'result'; readonly key: number; readonly details: readonly string[] };

/** `{"succ":"0"}`, or `{"succ":"1","code":…,"message":…}` with our code and its sentence. */
export function encodeAnswer(failure: Fault | null): Uint8Array {
  if (failure === null) return writeMembers({ succ: '0' });
  return writeMembers({ succ: '1', code: failure.code, message: describeFault(failure) });
}

/** `{"appriseresult","tagId","tagName"}`, with `sno` where the asker gave one. */
export function encodeQueueResult({ key, details }: Omit<QueueResult, 'armId'>, sno: string | null): Uint8Array {
  return writeMembers({
    ...(sno === null ? {} : { sno }),
    appriseresult: String(key),
    tagId: details.map(({ code }) => code).join(','),
    tagName: details.map(({ name }) => name).join(','),
  });
}

export function decodeQueueReply(bytes: Uint8Array): Result<QueueReply, QueueFault> {
  const members = readMembers(bytes, maxQueueBytes);
  if (!members.ok) return members;
  if (members.value.has('appriseresult')) {
    const key = readKey(members.value.get('appriseresult'));
    return key === undefined
      ? err('bad-field')
      : ok({ type: 'result', key, details: tagCodes(members.value.get('tagId')) });
  }
  if (!members.value.has('succ')) return err('unknown-message');
  const succ = members.value.get('succ');
  if (typeof succ !== 'string' && typeof succ !== 'number') return err('bad-field');
  return ok({ type: 'answer', obeyed: String(succ) === '0' });
}

/** Several are met as a list, and as one text with separators. */
function tagCodes(tagId: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(tagId) ? tagId : [tagId];
  return detailCodes(
    list.flatMap((tag) => (typeof tag === 'string' ? tag.split(/[,;|]/).map((t) => t.trim()) : [tag])),
  );
}
