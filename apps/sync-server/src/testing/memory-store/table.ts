/** Rows by key, each replaced as a whole and never changed in place. */
export interface Table<Row> {
  get(key: string): Row | undefined;
  set(key: string, row: Row): void;
  delete(key: string): void;
  values(): Iterable<Row>;
}

/** A table as one transaction sees it: what is committed, and over it what the transaction wrote itself. */
export class TableView<Row> implements Table<Row> {
  readonly #committed: Map<string, Row>;
  readonly #written = new Map<string, Row | null>();

  constructor(committed: Map<string, Row>) {
    this.#committed = committed;
  }

  get(key: string): Row | undefined {
    const own = this.#written.get(key);
    return own === undefined ? this.#committed.get(key) : (own ?? undefined);
  }

  set(key: string, row: Row): void {
    this.#written.set(key, row);
  }

  delete(key: string): void {
    this.#written.set(key, null);
  }

  *values(): Generator<Row> {
    for (const [key, row] of this.#committed) if (!this.#written.has(key)) yield row;
    for (const row of this.#written.values()) if (row !== null) yield row;
  }

  commit(): void {
    for (const [key, row] of this.#written) {
      if (row === null) this.#committed.delete(key);
      else this.#committed.set(key, row);
    }
  }
}
