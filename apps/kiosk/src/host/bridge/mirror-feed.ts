import { type MirrorCheckpoint, type MirrorPage, type MirrorRecord, ok, type Result } from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import { behind, readOn } from '../journal/read-on.ts';

/** Bytes of records in one page. */
const pageBytes = 1024 * 1024;

/** The page of the journal of `device` behind `after`, across epochs; `reset` where the journal does not know that record. */
export async function readMirrorPage(
  journal: Pick<Journal, 'epochs' | 'read' | 'hashAt' | 'care'>,
  after: MirrorCheckpoint | null,
  limit: number,
  device: string | null,
): Promise<Result<MirrorPage>> {
  const { epochs } = journal;
  const start = after === null ? 0 : epochs.findIndex(({ epoch }) => epoch === after.epoch);
  if (start === -1) return ok({ outcome: 'reset' });
  if (after !== null && (await journal.hashAt(after.epoch, after.seq)) !== after.hash) return ok({ outcome: 'reset' });
  const records: MirrorRecord[] = [];
  for (const [index, { epoch, tip, base }] of epochs.slice(start).entries()) {
    const from = index === 0 && after !== null ? after.seq + 1 : 1;
    for (let next = from; next <= tip.seq && records.length === 0; ) {
      const items = await readOn(journal, epoch, next, limit, pageBytes);
      if (!items.ok) return items;
      for (const item of items.value) {
        next = behind(item);
        // A hole has nothing to copy; the mirror may hold what the journal has lost.
        if (item.kind === 'hole') continue;
        const { seq, hash, bytes } = item;
        records.push({ epoch, seq, hash, ordinal: base + seq, text: Buffer.from(bytes).toString('utf8') });
      }
      if (items.value.length === 0) break;
    }
    if (records.length > 0) break;
  }
  const last = records.at(-1);
  const checkpoint = last === undefined ? after : { epoch: last.epoch, seq: last.seq, hash: last.hash };
  return ok({ outcome: 'page', records, checkpoint, device });
}
