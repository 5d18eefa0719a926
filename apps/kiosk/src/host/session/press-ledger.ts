import type { KnownRecord, PadPress, PressSource, RecordDraft } from '@pingjia/shared';
import { isSamePad, pressKey } from '@pingjia/shared';
import { z } from 'zod';

/** Names remembered, and counts of each pad behind its newest: far more than a pad can have unanswered at once. */
const remembered = 256;

const counts = 65_536;

/** What a ledger remembers, as JSON. */
export const ledgerSchema = z.object({
  known: z.array(z.string()),
  carried: z.array(z.string()).default([]),
  pads: z.array(
    z.object({
      padId: z.string(),
      boot: z.string(),
      /** Absent from older snapshots: then nothing before `last` is vouched for. */
      since: z.int().optional(),
      last: z.int(),
      missing: z.array(z.int()),
    }),
  ),
});

interface PadHistory {
  readonly boot: string;
  /** From this count on every one is journaled or missing. */
  since: number;
  last: number;
  /** Counts that were jumped over and may still come. */
  readonly missing: Set<number>;
}

/**
 * Which presses are journaled. A pad repeats a press until it is confirmed, and a screen sends a touch again after a
 * crash: the same press is taken once. Folded from the journal at boot; changed only by what is in the journal.
 */
export class PressLedger {
  readonly #known = new Set<string>();
  /** Apart, so that a long branch that is carried drives out no press that a pad still repeats. */
  readonly #carried = new Set<string>();
  readonly #pads = new Map<string, PadHistory>();

  has(source: PressSource): boolean {
    return (
      isIn(this.#known, source) || isIn(this.#carried, source) || (source.kind === 'pad' && this.#isPassed(source))
    );
  }

  /** However much was pressed elsewhere since: a count that was passed and not missed is on record. */
  #isPassed({ padId, boot, count }: PadPress): boolean {
    const history = this.#pads.get(padId);
    if (history?.boot !== boot || history.missing.has(count)) return false;
    return ahead(history.since, count) >= 0 && ahead(count, history.last) >= 0;
  }

  /**
   * What a new press tells about others: that presses between it and the last one are missing, or that it was missing
   * itself. A pad repeats several unconfirmed presses in any order, so a jump may mend itself.
   */
  noticesOf({ padId, boot, count }: PadPress): readonly RecordDraft[] {
    const history = this.#pads.get(padId);
    if (history?.boot !== boot) return [];
    if (history.missing.has(count)) return [{ type: 'press-recovered', data: { padId, boot, count } }];
    const lost = ahead(history.last, count) - 1;
    return lost < 1 ? [] : [{ type: 'presses-lost', data: { padId, boot, after: history.last, before: count, lost } }];
  }

  snapshot(): z.infer<typeof ledgerSchema> {
    const pads = [...this.#pads].map(([padId, { boot, since, last, missing }]) => ({
      padId,
      boot,
      since,
      last,
      missing: [...missing],
    }));
    return { known: [...this.#known], carried: [...this.#carried], pads };
  }

  restore({ known, carried, pads }: z.infer<typeof ledgerSchema>): void {
    this.#known.clear();
    for (const key of known) this.#known.add(key);
    this.#carried.clear();
    for (const key of carried) this.#carried.add(key);
    this.#pads.clear();
    for (const { padId, boot, since, last, missing } of pads)
      this.#pads.set(padId, { boot, since: since ?? last, last, missing: new Set(missing) });
  }

  /** Takes note of a journaled record. */
  note(record: Pick<KnownRecord, 'type' | 'data'>): void {
    if (!('source' in record.data)) return;
    const { source } = record.data;
    remember(this.#known, pressKey(source));
    if (source.kind === 'pad') this.#advance(source);
  }

  /** Takes note of a record that was carried: it is known, and says nothing about where the pad's count is by now. */
  noteCarried(record: Pick<KnownRecord, 'type' | 'data'>): void {
    if ('source' in record.data) remember(this.#carried, pressKey(record.data.source));
  }

  #advance({ padId, boot, count }: PadPress): void {
    const known = this.#pads.get(padId);
    if (known?.boot !== boot) {
      this.#pads.set(padId, { boot, since: count, last: count, missing: new Set() });
      return;
    }
    known.missing.delete(count);
    const step = ahead(known.last, count);
    // Older than anything that is vouched for: the pad may be counting anew.
    if (ahead(known.since, count) < 0) known.since = known.last;
    if (step < 1) return;
    for (let n = Math.max(1, step - remembered); n < step; n += 1) known.missing.add((known.last + n) % counts);
    known.last = count;
    if (step > remembered || ahead(known.since, count) > remembered)
      known.since = (count - remembered + counts) % counts;
    for (const old of known.missing) if (ahead(old, count) > remembered) known.missing.delete(old);
  }
}

/** Under its own name, or the other name of a pad that has not said who it is. */
function isIn(keys: ReadonlySet<string>, source: PressSource): boolean {
  if (keys.has(pressKey(source))) return true;
  if (source.kind === 'touch') return false;
  const end = pressKey({ ...source, padId: '' }).slice(start.length);
  for (const key of keys) {
    if (key.endsWith(end) && isSamePad(key.slice(start.length, -end.length), source.padId)) return true;
  }
  return false;
}

/** What the key of every pad's press begins with. */
const start = 'pad ';

/** Keeps the newest keys. */
function remember(keys: Set<string>, key: string): void {
  keys.delete(key);
  keys.add(key);
  const [oldest] = keys;
  if (keys.size > remembered && oldest !== undefined) keys.delete(oldest);
}

/** Steps from one count forward to another on the circle; 0 or less for an older one: half the circle is not 32,768 presses. */
function ahead(from: number, to: number): number {
  const step = (to - from + counts) % counts;
  return step < counts / 2 ? step : step - counts;
}
