import type { KnownRecord, PadPress, PressSource, RecordDraft } from '@pingjia/shared';
import { pressKey } from '@pingjia/shared';

/** Presses remembered per source: far more than a pad can have unanswered at once. */
const remembered = 256;

const counts = 65_536;

interface PadHistory {
  boot: string;
  last: number;
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

  /** The `presses-lost` record that a press of this count calls for, or null. */
  lossBefore({ padId, boot, count }: PadPress): RecordDraft | null {
    const history = this.#pads.get(padId);
    if (history?.boot !== boot) return null;
    const step = (count - history.last + counts) % counts;
    // Half the circle or more is an older press that comes late, not 32,768 lost ones.
    if (step <= 1 || step >= counts / 2) return null;
    return { type: 'presses-lost', data: { padId, boot, after: history.last, before: count, lost: step - 1 } };
  }

  /** Takes note of a journaled record. */
  note(record: Pick<KnownRecord, 'type' | 'data'>): void {
    if (!('source' in record.data)) return;
    const { source } = record.data;
    this.#remember(pressKey(source));
    if (source.kind === 'touch') return;
    const history = this.#pads.get(source.padId);
    const step = history?.boot === source.boot ? (source.count - history.last + counts) % counts : 1;
    if (step < counts / 2) this.#pads.set(source.padId, { boot: source.boot, last: source.count });
  }

  #remember(key: string): void {
    this.#known.delete(key);
    this.#known.add(key);
    if (this.#known.size <= remembered) return;
    const [oldest] = this.#known;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}
