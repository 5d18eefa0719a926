import type { BundleReport, Cancel, Result } from '@pingjia/shared';
import type { ApiFault } from '../api/api-fault.ts';
import type { BundleImport } from './bundle-import.ts';

export interface BundleImportsOptions {
  readonly send: (file: File) => Promise<Result<BundleReport, ApiFault>>;
  /** Called once a file has been answered for: lists may have changed. */
  readonly onAnswer: () => void;
}

/** The files that were chosen since the page was opened, taken in one after the other whichever room is shown. */
export class BundleImports {
  readonly #options: BundleImportsOptions;
  readonly #listeners = new Set<() => void>();
  #all: readonly BundleImport[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(options: BundleImportsOptions) {
    this.#options = options;
  }

  /** Newest first; another array whenever anything in it has changed. */
  get all(): readonly BundleImport[] {
    return this.#all;
  }

  /** Calls `listener` whenever `all` has changed. */
  subscribe(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Takes in a file that `username` chose. */
  add(file: File, username: string): void {
    const id = this.#all.length;
    const show = (outcome: BundleImport['outcome']) =>
      this.#set(this.#all.map((one) => (one.id === id ? { ...one, outcome } : one)));
    this.#set([{ id, name: file.name, username, outcome: { state: 'reading' } }, ...this.#all]);
    this.#turn = this.#turn.then(async () => {
      const answer = await this.#options.send(file);
      show(answer.ok ? { state: 'taken', report: answer.value } : { state: 'refused', fault: answer.error });
      this.#options.onAnswer();
    });
  }

  #set(all: readonly BundleImport[]): void {
    this.#all = all;
    for (const listener of this.#listeners) listener();
  }
}
