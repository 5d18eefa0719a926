import { type Batch, type BatchItem, batchLimits, type Position } from '@pingjia/shared';
import type { StoredItem } from '../journal/epoch-reader.ts';
import type { Journal } from '../journal/journal.ts';

/** Room for the header and the marks of a batch, bytes. */
const overhead = 64 * 1024;

/**
 * The next batch after `after`, or after what was dropped on purpose, of at most `limit` items; null where nothing is left.
 * A placeholder stands for a record that is `unsendable`: the server would take it in no form.
 */
export async function buildBatch(
  journal: Pick<Journal, 'read'>,
  device: string,
  epoch: string,
  after: Position,
  limit: number,
  unsendable: (seq: number) => boolean = () => false,
): Promise<Batch | null> {
  const stored = await journal.read(epoch, after.seq + 1, limit, batchLimits.inflatedBytes - overhead);
  const [first] = stored;
  const last = stored.at(-1);
  if (first === undefined || last === undefined) return null;
  const to = last.kind === 'hole' ? last.to : last.seq;
  const items = stored.map((item) => toItem(item, unsendable(item.seq)));
  return { header: { device, epoch, from: first.seq, to, tip: last.hash }, items };
}

function toItem(item: StoredItem, unsendable: boolean): BatchItem {
  if (item.kind === 'record' && !unsendable) return { kind: 'record', bytes: item.bytes };
  const { seq, hash } = item;
  const to = item.kind === 'hole' ? item.to : seq;
  return { kind: 'placeholder', placeholder: { seq, to, hash, reason: unsendable ? 'rotted' : 'unreadable' } };
}
