import { listDatabases, removeDatabases } from './database-names.ts';
import type { StorageBuckets } from './storage-buckets.ts';

/** Where one copy of the journal lies. */
export interface MirrorPlace {
  readonly factory: IDBFactory;
  /** The copy's name in there. */
  readonly name: string;
  /** Nobody had put anything there before. */
  readonly isNew: boolean;
}

/**
 * The places for copies of the journal. Each is a storage bucket of its own: a folder that the browser removes even where it
 * cannot open what lies in it, which it does not do for the page's own IndexedDB. That holds the copy of an earlier version, and
 * every copy where there are no buckets. Each method throws what the browser does.
 */
export class MirrorPlaces {
  readonly #name: string;
  readonly #buckets: StorageBuckets | null;
  /** RxDB keeps to an opening that failed, by name, until the page is left: no name is taken twice. */
  #highest = 0;

  constructor(name: string, buckets: StorageBuckets | null) {
    this.#name = name;
    this.#buckets = buckets;
  }

  /** The copy in use: the oldest, since a newer one is good only when the older is gone. */
  async current(): Promise<MirrorPlace> {
    if (this.#buckets === null) return this.#own();
    const [oldest] = await this.#numbers(this.#buckets);
    if (oldest !== undefined) return this.#bucket(this.#buckets, oldest, false);
    const earlier = await listDatabases(indexedDB, this.#name).catch(() => []);
    return earlier.length > 0 ? this.#own() : this.#bucket(this.#buckets, 1, true);
  }

  /** An empty place beside the current one. Without buckets the current one is emptied: its copy must be closed. */
  async next(): Promise<MirrorPlace> {
    if (this.#buckets === null) {
      await removeDatabases(indexedDB, this.#name);
      return this.#own();
    }
    const taken = await this.#numbers(this.#buckets);
    return this.#bucket(this.#buckets, Math.max(this.#highest, ...taken) + 1, true);
  }

  /** Removes every place but this one. */
  async keepOnly({ name }: MirrorPlace): Promise<void> {
    if (this.#buckets === null) return;
    for (const number of await this.#numbers(this.#buckets)) {
      const other = this.#bucketName(number);
      if (other !== name) await this.#buckets.delete(other);
    }
    if (name !== this.#name) await removeDatabases(indexedDB, this.#name);
  }

  /** Removes this place; the page's own IndexedDB stays as it is. */
  async remove({ name }: MirrorPlace): Promise<void> {
    if (name !== this.#name) await this.#buckets?.delete(name);
  }

  #own(): MirrorPlace {
    return { factory: indexedDB, name: this.#name, isNew: false };
  }

  async #bucket(buckets: StorageBuckets, number: number, isNew: boolean): Promise<MirrorPlace> {
    this.#highest = Math.max(this.#highest, number);
    const name = this.#bucketName(number);
    const bucket = await buckets.open(name, { persisted: true });
    return { factory: bucket.indexedDB, name, isNew };
  }

  #bucketName(number: number): string {
    return `${this.#name}-${number}`;
  }

  /** Of the buckets that hold copies, oldest first. */
  async #numbers(buckets: StorageBuckets): Promise<number[]> {
    const prefix = `${this.#name}-`;
    return (await buckets.keys())
      .filter((key) => key.startsWith(prefix))
      .map((key) => Number(key.slice(prefix.length)))
      .filter((number) => Number.isSafeInteger(number))
      .toSorted((a, b) => a - b);
  }
}
