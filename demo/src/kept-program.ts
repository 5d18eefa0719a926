import { setTimeout as wait } from 'node:timers/promises';
import { Child, type ChildOptions } from './child.ts';

/** Milliseconds before a program that ended is started again: first, and at most. */
const pauses = { first: 500, longest: 10_000 } as const;

/** Ends in a row, without having been ready in between, after which a program is given up. */
const attempts = 5;

export interface KeptProgramOptions<T> extends Pick<ChildOptions, 'name' | 'program' | 'args' | 'env' | 'logFile'> {
  /** Makes something of a printed line once the program is ready. */
  readonly readyLine: (line: string) => T | undefined;
  /** Ready, the first time and after every restart. */
  readonly onReady: (value: T) => void;
  readonly onRestart: (name: string, how: string) => void;
  readonly onGivenUp: (name: string, how: string) => void;
}

/** A program that is started again when it dies, as a service manager would. */
export class KeptProgram<T> {
  readonly #options: KeptProgramOptions<T>;
  #child: Child | null = null;
  #failures = 0;
  #stopped = false;

  constructor(options: KeptProgramOptions<T>) {
    this.#options = options;
  }

  /** Resolves with what it first said when ready; rejects if it ends before. */
  start(): Promise<T> {
    const { name, logFile } = this.#options;
    return new Promise((resolve, reject) => {
      this.#spawn(resolve, (how) => reject(new Error(`The ${name} did not start (${how}); ${logFile} says why.`)));
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#child?.stop();
  }

  #spawn(ready: (value: T) => void, failed: (how: string) => void): void {
    const { readyLine, onReady, ...options } = this.#options;
    let begun = false;
    this.#child = new Child({
      ...options,
      onLine: (line) => {
        const value = readyLine(line);
        if (value === undefined) return;
        begun = true;
        this.#failures = 0;
        onReady(value);
        ready(value);
      },
      onDeath: (_name, how) => (begun ? void this.#again(how) : failed(how)),
    });
  }

  async #again(how: string): Promise<void> {
    const { name, onRestart, onGivenUp } = this.#options;
    this.#failures += 1;
    if (this.#failures > attempts) return onGivenUp(name, how);
    onRestart(name, how);
    await wait(Math.min(pauses.longest, pauses.first * 2 ** (this.#failures - 1)));
    if (this.#stopped) return;
    this.#spawn(
      () => {},
      (again) => void this.#again(again),
    );
  }
}
