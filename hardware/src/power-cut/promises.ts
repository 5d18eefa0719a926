/** What the guest found on its disk after a cut. */
export interface Finding {
  readonly epochs: number;
  readonly records: number;
  readonly broken: string | null;
  /** Counts of each pad's presses, once for every time the journal has them. */
  readonly presses: ReadonlyMap<string, readonly number[]>;
}

/** Keeps every press that was ever acknowledged, and holds each finding against them. */
export class Promises {
  readonly #acknowledged = new Map<string, Set<number>>();
  #total = 0;

  get acknowledged(): number {
    return this.#total;
  }

  note(pad: string, count: number): void {
    const counts = this.#acknowledged.get(pad) ?? new Set();
    this.#acknowledged.set(pad, counts);
    if (counts.has(count)) return;
    counts.add(count);
    this.#total += 1;
  }

  /** What does not hold, a sentence each; empty when every promise holds. */
  broken({ epochs, broken, presses }: Finding): readonly string[] {
    const sentences: string[] = [];
    if (broken !== null) sentences.push(`the chain breaks: ${broken}`);
    if (epochs !== 1) sentences.push(`the journal has ${epochs} epochs: a cut was taken for damage`);
    for (const [pad, counts] of this.#acknowledged) {
      const found = new Set(presses.get(pad));
      const lost = [...counts].filter((count) => !found.has(count));
      if (lost.length > 0) sentences.push(`${lost.length} acknowledged presses of ${pad} are lost, first ${lost[0]}`);
    }
    for (const [pad, counts] of presses) {
      const twice = counts.length - new Set(counts).size;
      if (twice > 0) sentences.push(`${twice} presses of ${pad} stand there twice`);
    }
    return sentences;
  }
}
