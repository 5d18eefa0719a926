import type { KnownRecord, PadPress, PressSource, RecordDraft } from '@pingjia/shared';
import { pressKey } from '@pingjia/shared';
import { z } from 'zod';

/** Presses remembered per source: far more than a pad can have unanswered at once. */
const remembered = 256;

const counts = 65_536;

/** What a ledger remembers, as JSON. */
export const ledgerSchema = z.object({
  known: z.array(z.string()),
  pads: z.array(z.object({ padId: z.string(), boot: z.string(), last: z.int(), missing: z.array(z.int()) })),
});

interface PadHistory {
  readonly boot: string;
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
  readonly #pads = new Map<string, PadHistory>();

  has(source: PressSource): boolean {
    return this.#known.has(pressKey(source));
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
    const pads = [...this.#pads].map(([padId, { boot, last, missing }]) => ({
      padId,
      boot,
      last,
      missing: [...missing],
    }));
    return { known: [...this.#known], pads };
  }

  restore({ known, pads }: z.infer<typeof ledgerSchema>): void {
    this.#known.clear();
    for (const key of known) this.#known.add(key);
    this.#pads.clear();
    for (const { padId, boot, last, missing } of pads) this.#pads.set(padId, { boot, last, missing: new Set(missing) });
  }

  /** Takes note of a journaled record. */
  note(record: Pick<KnownRecord, 'type' | 'data'>): void {
    if (!('source' in record.data)) return;
    const { source } = record.data;
    this.#remember(pressKey(source));
    if (source.kind === 'pad') this.#advance(source);
  }

  #advance({ padId, boot, count }: PadPress): void {
    const known = this.#pads.get(padId);
    if (known?.boot !== boot) {
      this.#pads.set(padId, { boot, last: count, missing: new Set() });
      return;
    }
    known.missing.delete(count);
    const step = ahead(known.last, count);
    if (step < 1) return;
    for (let n = Math.max(1, step - remembered); n < step; n += 1) known.missing.add((known.last + n) % counts);
    known.last = count;
    for (const old of known.missing) if (ahead(old, count) > remembered) known.missing.delete(old);
  }

  #remember(key: string): void {
    this.#known.delete(key);
    this.#known.add(key);
    if (this.#known.size <= remembered) return;
    const [oldest] = this.#known;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}

/** Steps from one count forward to another on the circle; 0 or less for an older one: half the circle is not 32,768 presses. */
function ahead(from: number, to: number): number {
  const step = (to - from + counts) % counts;
  return step < counts / 2 ? step : step - counts;
}
