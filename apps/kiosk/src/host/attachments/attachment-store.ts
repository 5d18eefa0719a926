import {
  type AttachmentReceipt,
  attachmentReceiptSchema,
  type Hash,
  hashSchema,
  parseJson,
  type Sha256,
  type SignedStatement,
  signedStatementSchema,
} from '@pingjia/shared';
import { draftOf, readBytes, readTextFile, writeFileAtomically } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';

const receiptEnd = '.receipt';

/** Sealed files under the hash of what is in them, each with the server's receipt beside it once it has one. Nothing here can open them. */
export class AttachmentStore {
  readonly #fs: FileSystem;
  readonly #folder: string;
  readonly #sha256: Sha256;
  readonly #unconfirmed = new Set<Hash>();
  /** Written by an earlier run: whether a record names them is not known. */
  readonly #inherited = new Set<Hash>();

  constructor(fs: FileSystem, folder: string, sha256: Sha256) {
    this.#fs = fs;
    this.#folder = `${folder}/attachments`;
    this.#sha256 = sha256;
  }

  /** Looks at what earlier runs left. Throws the platform's error. */
  async load(): Promise<void> {
    const names = new Set(await this.#fs.list(this.#folder));
    const drafts = [...names].filter((name) => name.endsWith(draftOf('')));
    for (const name of drafts) await this.#fs.remove(`${this.#folder}/${name}`);
    for (const hash of hashesIn(names)) {
      if (names.has(hash + receiptEnd)) continue;
      this.#unconfirmed.add(hash);
      this.#inherited.add(hash);
    }
  }

  /** Those that the server has not signed for, as far as known. */
  get unconfirmed(): readonly Hash[] {
    return [...this.#unconfirmed];
  }

  /** Whether an earlier run wrote it and was not told that the server has it. */
  isInherited(hash: Hash): boolean {
    return this.#inherited.has(hash);
  }

  /** All there are, in no particular order. Throws the platform's error. */
  async all(): Promise<readonly Hash[]> {
    return hashesIn(new Set(await this.#fs.list(this.#folder)));
  }

  /** Durable under its hash when it resolves. Throws the platform's error, and then nothing of it counts. */
  async put(sealed: Uint8Array): Promise<Hash> {
    const hash = this.#sha256(sealed);
    await this.#fs.makeFolder(this.#folder);
    const path = this.#pathOf(hash);
    try {
      await writeFileAtomically(this.#fs, path, sealed);
    } catch (error) {
      // Nobody will write this file again: what a full disk took of it must not stay.
      await this.#fs.remove(draftOf(path)).catch(() => undefined);
      throw error;
    }
    this.#unconfirmed.add(hash);
    return hash;
  }

  /** The sealed bytes; null where they are gone or are not what their name says. */
  async read(hash: Hash): Promise<Uint8Array | null> {
    const bytes = await readBytes(this.#fs, this.#pathOf(hash)).catch(() => null);
    return bytes !== null && this.#sha256(bytes) === hash ? bytes : null;
  }

  /** Keeps the server's receipt. Throws the platform's error. */
  async confirm(hash: Hash, receipt: SignedStatement): Promise<void> {
    await writeFileAtomically(this.#fs, this.#pathOf(hash) + receiptEnd, JSON.stringify(receipt));
    this.#forget(hash);
  }

  /** Not to be sent any more, for it cannot be read. It stays where it is. */
  giveUp(hash: Hash): void {
    this.#forget(hash);
  }

  /** Throws the platform's error. */
  async remove(hash: Hash): Promise<void> {
    await this.#fs.remove(this.#pathOf(hash));
    await this.#fs.remove(this.#pathOf(hash) + receiptEnd);
    this.#forget(hash);
  }

  /** Removes those that the server signed for before that time of its clock, milliseconds. Throws the platform's error. */
  async letGo(before: number): Promise<void> {
    for (const hash of await this.all()) {
      const receipt = await this.#receiptOf(hash);
      if (receipt !== null && receipt.issuedAt < before) await this.remove(hash);
    }
  }

  async #receiptOf(hash: Hash): Promise<AttachmentReceipt | null> {
    const text = await readTextFile(this.#fs, this.#pathOf(hash) + receiptEnd);
    const signed = signedStatementSchema.safeParse(parseJson(text ?? '')).data;
    const receipt = attachmentReceiptSchema.safeParse(parseJson(signed?.statement ?? '')).data;
    return receipt?.hash === hash ? receipt : null;
  }

  #forget(hash: Hash): void {
    this.#unconfirmed.delete(hash);
    this.#inherited.delete(hash);
  }

  #pathOf(hash: Hash): string {
    return `${this.#folder}/${hash}`;
  }
}

function hashesIn(names: ReadonlySet<string>): Hash[] {
  return [...names].flatMap((name) => hashSchema.safeParse(name).data ?? []);
}
