import { ok, type Result } from '@pingjia/shared';
import type { StoredItem } from './epoch-reader.ts';
import type { Journal } from './journal.ts';

/**
 * Stored items from `seq` on, as Journal.read. Where nothing can be read something has rotted: the search for it makes it
 * a hole. Empty only where that did not help. Errors: the journal's.
 */
export async function readOn(
  journal: Pick<Journal, 'read' | 'care'>,
  ...place: [epoch: string, seq: number, limit: number, maxBytes: number]
): Promise<Result<readonly StoredItem[]>> {
  const items = await journal.read(...place);
  if (items.length > 0) return ok(items);
  const verified = await journal.care.verify(() => Promise.resolve());
  return verified.ok ? ok(await journal.read(...place)) : verified;
}

/** The seq behind a stored item. */
export function behind(item: StoredItem): number {
  return (item.kind === 'hole' ? item.to : item.seq) + 1;
}
