import type { Clock } from '@pingjia/shared';
import type { Journal } from './journal.ts';

/** Milliseconds after the start until everything is read again: the first presses come first. */
const verifyAfter = 15_000;
/** Milliseconds between two stretches of reading. A million records take some minutes. */
const breath = 20;

/** Verifies in the background what the opening took for granted. What it finds is the journal's damage. */
export class JournalWatch {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #onDone: () => void;
  #cancel: () => void = () => {};
  #stopped = false;
  #running: Promise<unknown> | null = null;

  constructor(journal: Journal, clock: Clock, onDone: () => void) {
    this.#journal = journal;
    this.#clock = clock;
    this.#onDone = onDone;
  }

  /** Does nothing where every record was read already. */
  start(): void {
    if (this.#journal.verified) return;
    this.#cancel = this.#clock.after(verifyAfter, () => {
      this.#running = this.#journal.care.verify(() => this.#pause()).then(this.#onDone);
    });
  }

  /** Resolves when the reading has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#running;
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
