import { decodeEnvelope } from '@pingjia/shared';
import type { StoredItem } from './epoch-reader.ts';
import type { HeldRecords } from './epoch-summary.ts';

/** Records on either side of a boundary that are looked at: far more than one evaluation and its follow-ups have. */
const reach = 1_000;

/** Whether records on both sides of `boundary` belong to one session or evaluation: then it is no place to cut. */
export async function crosses(journal: Pick<HeldRecords, 'read'>, epoch: string, boundary: number): Promise<boolean> {
  const from = Math.max(1, boundary - reach + 1);
  const before = await journal.read(epoch, from, boundary - from + 1, Number.MAX_SAFE_INTEGER);
  const after = await journal.read(epoch, boundary + 1, reach, Number.MAX_SAFE_INTEGER);
  const known = new Set(before.flatMap(idsIn));
  return after.flatMap(idsIn).some((id) => known.has(id));
}

function idsIn(item: StoredItem): readonly string[] {
  const decoded = item.kind === 'record' ? decodeEnvelope(item.bytes) : null;
  const data = decoded?.ok ? decoded.value.data : null;
  if (typeof data !== 'object' || data === null) return [];
  const { sessionId, evaluationId } = data as { sessionId?: unknown; evaluationId?: unknown };
  return [sessionId, evaluationId].filter((id) => typeof id === 'string');
}
