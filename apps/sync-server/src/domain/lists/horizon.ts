import type { Clock } from '@pingjia/shared';
import type { Timestamp } from '../../store/schema.ts';

/** What the horizon is found from; the database in production. */
export interface HorizonSource {
  newestAcceptance(): Promise<Timestamp | null>;
  ingestsInFlight(): Promise<ReadonlySet<string>>;
}

/** Milliseconds. */
const patience = 2_000;
const poll = 5;

/**
 * An acceptance time at or below which no row can appear any more; see docs/adr/0003-list-cursor.md. What was safe once
 * is safe for ever.
 */
export class Horizon {
  readonly #source: HorizonSource;
  readonly #clock: Clock;
  #safe: Timestamp | null = null;

  constructor(source: HorizonSource, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Null: nothing is known to be safe, because nothing was accepted or a transaction has been open for too long. */
  async find(): Promise<{ readonly safe: Timestamp | null; readonly complete: boolean }> {
    const newest = await this.#source.newestAcceptance();
    if (newest === null || newest === this.#safe) return { safe: newest, complete: true };
    const complete = await this.#outlive(await this.#source.ingestsInFlight());
    if (complete) this.#advance(newest);
    return { safe: this.#safe, complete };
  }

  /** Waits until every one of `transactions` has ended; false if that takes too long. */
  async #outlive(transactions: ReadonlySet<string>): Promise<boolean> {
    const deadline = this.#clock.monotonic() + patience;
    let left = transactions;
    while (left.size > 0) {
      if (this.#clock.monotonic() >= deadline) return false;
      await new Promise<void>((resolve) => {
        this.#clock.after(poll, resolve);
      });
      const running = await this.#source.ingestsInFlight();
      left = new Set([...left].filter((name) => running.has(name)));
    }
    return true;
  }

  #advance(newest: Timestamp): void {
    if (this.#safe === null || later(newest, this.#safe)) this.#safe = newest;
  }
}

/** Compares PostgreSQL's texts, whose fractions have no trailing zeros and whose years may have five digits. */
function later(a: Timestamp, b: Timestamp): boolean {
  const parts = (text: string) => /^(\d+)(.*?)(?:\.(\d+))?\+00$/.exec(text)?.slice(1) ?? [];
  const key = (text: string) => {
    const [year = '', rest = '', fraction = ''] = parts(text);
    return `${year.padStart(6, '0')}${rest}.${fraction.padEnd(6, '0')}`;
  };
  return key(a) > key(b);
}
