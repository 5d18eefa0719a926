/** What a stage of the test run came to. */
export interface Outcome {
  readonly passed: number;
  /** Names of what failed. */
  readonly failed: readonly string[];
  /** Names of what did not run, with the reason. */
  readonly skipped: readonly string[];
}

export class Tally {
  #passed = 0;
  readonly #failed: string[] = [];
  readonly #skipped: string[] = [];

  add({ passed, failed, skipped }: Outcome): void {
    this.#passed += passed;
    this.#failed.push(...failed);
    this.#skipped.push(...skipped);
  }

  get isGreen(): boolean {
    return this.#failed.length === 0 && this.#passed > 0;
  }

  /** The closing lines; the last one is "N passed, N failed". */
  lines(): readonly string[] {
    return [
      ...this.#skipped.map((name) => `did not run: ${name}`),
      ...this.#failed.map((name) => `failed: ${name}`),
      `${this.#passed} passed, ${this.#failed.length} failed`,
    ];
  }
}
