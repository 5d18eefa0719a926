import type { FromHost } from './host-messages.ts';

/** Collects what a smoke run has to show and prints it as one JSON line when all of it happened. */
export class SmokeReport {
  readonly #begun: number;
  readonly #done: () => void;
  #msToJournaled: number | null = null;
  #msToInteractive: number | null = null;
  #painted = false;
  #printed = false;

  /** `begun`: when the app's process was created, milliseconds since 1970. */
  constructor(begun: number, done: () => void) {
    this.#begun = begun;
    this.#done = done;
  }

  note(message: FromHost): void {
    if (message.type === 'journaled') this.#msToJournaled ??= this.#elapsed();
    if (message.type === 'painted') this.#painted = true;
    this.#finish();
  }

  /** The screen has its bridge and reacts. */
  interactive(): void {
    this.#msToInteractive ??= this.#elapsed();
    this.#finish();
  }

  #elapsed(): number {
    return Math.round(Date.now() - this.#begun);
  }

  #finish(): void {
    const [msToJournaled, msToInteractive] = [this.#msToJournaled, this.#msToInteractive];
    if (msToJournaled === null || msToInteractive === null || !this.#painted || this.#printed) return;
    this.#printed = true;
    const report = {
      electron: process.versions.electron,
      journaled: true,
      painted: true,
      msToJournaled,
      msToInteractive,
    };
    process.stdout.write(`${JSON.stringify(report)}\n`, this.#done);
  }
}
