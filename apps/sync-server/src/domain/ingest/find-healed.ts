import type { HeldRecord } from '../../store/held-records.ts';
import type { IngestItem } from './ingest-item.ts';

/**
 * The records of a batch whose places hold only placeholders so far. Each is vouched for by the hash that is held of its
 * place or, where none is, by the record after it, which is vouched for itself. `items` form a chain that fits `held`.
 */
export function findHealed(items: readonly IngestItem[], held: ReadonlyMap<number, HeldRecord>): readonly IngestItem[] {
  const healed: IngestItem[] = [];
  let successor = false;
  for (const item of items.toReversed()) {
    const place = held.get(item.seq);
    const vouched: boolean = item.bytes !== null && (place?.hash != null || (place !== undefined && successor));
    if (vouched && place?.rotted === true) healed.unshift(item);
    // Only what can be read names its predecessor.
    successor = vouched && item.type !== null;
  }
  return healed;
}
