import type { Clock, Result } from '@pingjia/shared';

/** Milliseconds: from the start until everything is read again, for the first presses come first; and until a reading that the disk refused is tried again. */
export const journalWatchTimes = { first: 15_000, again: 3_600_000 } as const;

/** Milliseconds between two stretches of reading. A million records take some minutes. */
const breath = 20;

/** What is read again. */
export interface WatchedJournal {
  readonly verified: boolean;
  readonly care: { verify(pause: () => Promise<void>): Promise<Result<void>> };
}

/** Verifies in the background what the opening took for granted. What it finds is the journal's damage. */
export class JournalWatch {
  readonly #journal: WatchedJournal;
  readonly #clock: Clock;
  readonly #onDone: () => void;
  #cancel: () => void = () => {};
  #stopped = false;
  #running: Promise<void> | null = null;

  constructor(journal: WatchedJournal, clock: Clock, onDone: () => void) {
    this.#journal = journal;
    this.#clock = clock;
    this.#onDone = onDone;
  }

  /** Does nothing where every record was read already. */
  start(): void {
    if (!this.#journal.verified) this.#readAfter(journalWatchTimes.first);
  }

  /** Resolves when the reading has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#running;
  }

  #readAfter(milliseconds: number): void {
    this.#cancel = this.#clock.after(milliseconds, () => {
      this.#running = this.#read();
    });
  }

  async #read(): Promise<void> {
    const read = await this.#journal.care.verify(() => this.#pause());
    if (this.#stopped) return;
    this.#onDone();
    if (!read.ok) this.#readAfter(journalWatchTimes.again);
  }

  #pause(): Promise<void> {
    if (this.#stopped) return Promise.reject(new Error('stopped'));
    return new Promise((resolve, reject) => {
      const go = () => (this.#stopped ? reject(new Error('stopped')) : resolve());
      const cancel = this.#clock.after(breath, go);
      this.#cancel = () => {
        cancel();
        go();
      };
    });
  }
}
