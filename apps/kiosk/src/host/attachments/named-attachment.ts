import type { Hash } from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';

const portion = 500;
const portionBytes = 1024 * 1024;

/** Whether a record of the journal names the attachment. What cannot be read might. */
export async function isNamed(journal: Pick<Journal, 'epochs' | 'read'>, hash: Hash): Promise<boolean> {
  for (const { epoch, tip, pruned } of journal.epochs) {
    for (let seq = pruned.seq + 1; seq <= tip.seq; ) {
      const items = await journal.read(epoch, seq, portion, portionBytes);
      if (items.length === 0) return true;
      for (const item of items) {
        if (item.kind === 'hole' || Buffer.from(item.bytes).includes(hash)) return true;
      }
      seq += items.length;
    }
  }
  return false;
}
