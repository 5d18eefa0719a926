import { type Batch, type BatchItem, batchLimits, type Position } from '@pingjia/shared';
import type { StoredItem } from '../journal/epoch-log.ts';
import type { Journal } from '../journal/journal.ts';

/** Room for the header and the marks of a batch, bytes. */
const overhead = 64 * 1024;

/** The next batch after `after`, of at most `limit` items; null where nothing is left. */
export async function buildBatch(
  journal: Pick<Journal, 'read'>,
  device: string,
  epoch: string,
  after: Position,
  limit: number,
): Promise<Batch | null> {
  const stored = await journal.read(epoch, after.seq + 1, limit, batchLimits.inflatedBytes - overhead);
  const last = stored.at(-1);
  if (last === undefined) return null;
  const to = last.kind === 'hole' ? last.to : last.seq;
  return { header: { device, epoch, from: after.seq + 1, to, tip: last.hash }, items: stored.map(toItem) };
}

function toItem(item: StoredItem): BatchItem {
  if (item.kind === 'record') return { kind: 'record', bytes: item.bytes };
  const { seq, to, hash } = item;
  return { kind: 'placeholder', placeholder: { seq, to, hash, reason: 'unreadable' } };
}
