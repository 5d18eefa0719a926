import type { EpochLink } from '../../store/epoch-links.ts';

/**
 * Records apart at which two presses of one name are one press. A host remembers the names of the last 256 presses (SY6)
 * and a record has one press at most: nearer, it can have written the name again only where it could not read the first.
 */
export const reach = 256;

/** Epochs that are looked at from one place. */
const mostRanges = 16;

export interface Place {
  readonly epoch: string;
  readonly seq: number;
}

export interface PlaceRange {
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
}

/** The places of other epochs that are fewer than `reach` records from a place; `links` are in the order of acceptance. */
export function nearPlaces(links: readonly EpochLink[], place: Place): readonly PlaceRange[] {
  return [...before(links, place), ...behind(links, place)].slice(0, mostRanges);
}

/** Whether `later` follows `earlier`, over however many epochs. */
export function follows(links: readonly EpochLink[], later: string, earlier: string): boolean {
  const seen = new Set([later]);
  for (let epoch = previousOf(links, later)?.epoch; epoch !== undefined && !seen.has(epoch); ) {
    if (epoch === earlier) return true;
    seen.add(epoch);
    epoch = previousOf(links, epoch)?.epoch;
  }
  return false;
}

/** The ends of the epochs before: as far as the device knew them, and as far as they are held. */
function before(links: readonly EpochLink[], place: Place): readonly PlaceRange[] {
  const ranges: PlaceRange[] = [];
  const seen = new Set([place.epoch]);
  let left = reach - place.seq;
  for (let at = previousOf(links, place.epoch); at !== null && left > 0 && !seen.has(at.epoch); ) {
    const { epoch, seq: tip } = at;
    seen.add(epoch);
    const held = links.find((link) => link.epoch === epoch)?.watermark ?? 0;
    ranges.push({ epoch, from: Math.max(1, tip - left + 1), to: tip + left - 1 });
    if (held > tip) ranges.push({ epoch, from: Math.max(tip + 1, held - left + 1), to: held });
    left -= tip;
    at = previousOf(links, epoch);
  }
  return ranges;
}

/** The beginnings of the epochs behind. Whoever goes on in an epoch that others follow was put back to an older state. */
function behind(links: readonly EpochLink[], { epoch, seq }: Place): readonly PlaceRange[] {
  const ranges: PlaceRange[] = [];
  const seen = new Set([epoch]);
  const waiting = [{ epoch, from: seq, left: reach }];
  for (let at = waiting.shift(); at !== undefined && ranges.length < mostRanges; at = waiting.shift()) {
    for (const link of links) {
      const previous = previousOf(links, link.epoch);
      if (previous?.epoch !== at.epoch || seen.has(link.epoch)) continue;
      const left = at.left - Math.abs(previous.seq - at.from);
      if (left <= 1) continue;
      seen.add(link.epoch);
      ranges.push({ epoch: link.epoch, from: 1, to: left - 1 });
      waiting.push({ epoch: link.epoch, from: 0, left });
    }
  }
  return ranges;
}

/** What an epoch follows: what it names or, where nobody knows, the one that was accepted last before it. */
function previousOf(links: readonly EpochLink[], epoch: string): Place | null {
  const at = links.findIndex((link) => link.epoch === epoch);
  const named = links[at]?.previous;
  if (named != null) return named;
  const last = at > 0 ? links[at - 1] : undefined;
  return last === undefined ? null : { epoch: last.epoch, seq: last.watermark };
}
