import type { SeededRandom } from '@pingjia/shared/testing';

/** What a disk writes whole or not at all, bytes. */
const sector = 512;

/** Which of what was not synced reaches the medium when the power goes. */
export type LossPattern = 'none' | 'all' | 'first' | 'last' | 'any';

/** Whether the `n`-th of `count` things that were not synced, oldest first, reached the medium. */
export function survives(lost: LossPattern, n: number, count: number, random: SeededRandom): boolean {
  if (lost === 'any') return random.below(2) === 0;
  const half = n * 2 < count;
  return { none: true, all: false, first: !half, last: half }[lost];
}

/** A file: what programs see, and what is on the medium. */
export class SimulatedInode {
  #seen: Buffer = Buffer.alloc(0);
  #medium: Buffer = Buffer.alloc(0);
  /** Sectors that are only in memory, in the order in which they were written. */
  readonly #dirty = new Map<number, Buffer>();

  get seen(): Buffer {
    return this.#seen;
  }

  /** What a power cut cannot take. */
  get durable(): Buffer {
    return this.#medium;
  }

  write(position: number, bytes: Uint8Array): void {
    this.#seen = grown(this.#seen, position + bytes.length);
    this.#seen.set(bytes, position);
    for (let at = position - (position % sector); at < position + bytes.length; at += sector) {
      this.#dirty.delete(at);
      this.#dirty.set(at, Buffer.from(this.#seen.subarray(at, at + sector)));
    }
  }

  sync(): void {
    for (const [at, bytes] of this.#dirty) this.#store(at, bytes);
    this.#dirty.clear();
    this.#medium = grown(this.#medium, this.#seen.length);
  }

  /** A sync that fails: some sectors were written, the others never will be, although programs go on seeing them. */
  failSync(random: SeededRandom): void {
    for (const [at, bytes] of this.#dirty) if (random.below(2) === 0) this.#store(at, bytes);
    this.#dirty.clear();
  }

  powerCut(lost: LossPattern, random: SeededRandom): void {
    for (const [n, [at, bytes]] of [...this.#dirty].entries()) {
      if (survives(lost, n, this.#dirty.size, random)) this.#store(at, bytes);
    }
    this.#dirty.clear();
    this.forget();
  }

  /** The system reads the file again: programs see what is on the medium. */
  forget(): void {
    this.#seen = Buffer.from(this.#medium);
  }

  /** Bytes go bad on the medium, seen by all from now on. */
  rot(position: number, bytes: Uint8Array): void {
    this.write(position, bytes);
    this.sync();
  }

  copy(): SimulatedInode {
    const copy = new SimulatedInode();
    copy.#seen = Buffer.from(this.#seen);
    copy.#medium = Buffer.from(this.#medium);
    for (const [at, bytes] of this.#dirty) copy.#dirty.set(at, bytes);
    return copy;
  }

  #store(at: number, bytes: Buffer): void {
    this.#medium = grown(this.#medium, at + bytes.length);
    this.#medium.set(bytes, at);
  }
}

function grown(buffer: Buffer, size: number): Buffer {
  return size <= buffer.length ? buffer : Buffer.concat([buffer, Buffer.alloc(size - buffer.length)]);
}
