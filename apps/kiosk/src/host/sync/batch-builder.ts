import { type Batch, type BatchItem, batchLimits, type Hash, type Position } from '@pingjia/shared';
import type { StoredItem } from '../journal/epoch-log.ts';
import type { Journal } from '../journal/journal.ts';

/** Room for the header and the marks of a batch, bytes. */
const overhead = 64 * 1024;

/**
 * The next batch after `after`, of at most `limit` items; null where nothing is left that can be sent. A batch ends at a
 * record whose hash is known: inside a hole of unreadable records it is not.
 */
export async function buildBatch(
  journal: Pick<Journal, 'read'>,
  device: string,
  epoch: string,
  after: Position,
  limit: number,
): Promise<Batch | null> {
  const stored = await journal.read(epoch, after.seq + 1, limit, batchLimits.inflatedBytes - overhead);
  const last = stored.findLastIndex(({ hash }) => hash !== null);
  const sent = stored.slice(0, last + 1);
  const tip = sent.at(-1);
  if (tip === undefined) return null;
  return {
    header: { device, epoch, from: after.seq + 1, to: tip.seq, tip: tip.hash as Hash },
    items: sent.map(toItem),
  };
}

function toItem(item: StoredItem): BatchItem {
  if (item.kind === 'record') return { kind: 'record', bytes: item.bytes };
  return { kind: 'placeholder', placeholder: { seq: item.seq, hash: item.hash, reason: 'unreadable' } };
}
