import type { SimulatedDisk } from '@pingjia/kiosk/host/testing/simulated-disk';
import { nodeSha256 } from '@pingjia/node-platform';
import type { CommittedTables } from '@pingjia/sync-server/memory-store';

type Open = (sealed: Uint8Array) => Uint8Array | null;

/** The reference for what citizens left: each is a text of its own, sealed on the pad and opened at the server only. */
export class RemarkBook {
  readonly #left = new Map<string, number>();
  readonly #opened = new Map<string, string>();
  readonly #open: Open;
  #count = 0;

  constructor(open: Open) {
    this.#open = open;
  }

  /** Texts that count on being kept, with their station. */
  get promised(): ReadonlyMap<string, number> {
    return this.#left;
  }

  nextText(): string {
    this.#count += 1;
    return `remark ${this.#count}.`;
  }

  leave(text: string, station: number): void {
    this.#left.set(text, station);
  }

  excuse(text: string): void {
    this.#left.delete(text);
  }

  /** All that the server holds of them, as one text. */
  atServer({ attachments }: CommittedTables): string {
    return [...attachments.values()]
      .map(({ ciphertext }) => (ciphertext === null ? '' : this.#textOf(ciphertext)))
      .join('\n');
  }

  /** All that whole files on a disk hold of them, whose records `named` holds. */
  onDisk(disk: SimulatedDisk, named: string): string {
    // What was removed may still be on the medium, for nobody.
    const seen = new Set(disk.paths);
    return disk
      .durableFiles('')
      .map(({ path, inode }) => {
        const hash = path.split('/attachments/')[1];
        if (hash === undefined || !seen.has(path) || nodeSha256(inode.durable) !== hash || !named.includes(hash))
          return '';
        return this.#textOf(inode.durable);
      })
      .join('\n');
  }

  #textOf(sealed: Buffer): string {
    const hash = nodeSha256(sealed);
    const known = this.#opened.get(hash) ?? Buffer.from(this.#open(sealed) ?? []).toString('utf8');
    this.#opened.set(hash, known);
    return known;
  }
}
