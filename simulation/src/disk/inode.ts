import type { SeededRandom } from '@pingjia/shared/testing';

interface Write {
  readonly position: number;
  readonly bytes: Buffer;
}

/** What a disk writes whole or not at all, bytes. */
const sector = 512;

/** A file's bytes: as programs see them, and as they would be after a power cut. */
export class Inode {
  #seen: Buffer = Buffer.alloc(0);
  #durable: Buffer = Buffer.alloc(0);
  #unsynced: Write[] = [];

  get size(): number {
    return this.#seen.length;
  }

  /** What a power cut cannot take. */
  get durable(): Buffer {
    return this.#durable;
  }

  read(position: number, length: number): Buffer {
    return Buffer.from(this.#seen.subarray(position, position + length));
  }

  write(position: number, bytes: Uint8Array): void {
    const copy = Buffer.from(bytes);
    this.#seen = overlay(this.#seen, position, copy);
    this.#unsynced.push({ position, bytes: copy });
  }

  sync(): void {
    for (const { position, bytes } of this.#unsynced) this.#durable = overlay(this.#durable, position, bytes);
    this.#unsynced = [];
  }

  /** A sync that failed: what was not durable never will be, although programs may still see it. */
  loseUnsynced(seen: boolean): void {
    this.#unsynced = [];
    if (!seen) this.#seen = Buffer.from(this.#durable);
  }

  /** The power goes: of what was not synced any sectors may have been written, in any order. */
  powerCut(random: SeededRandom): void {
    for (const { position, bytes } of this.#unsynced) {
      if (random.fraction() < 0.4) continue;
      const whole = random.fraction() < 0.3;
      for (let at = 0; at < bytes.length; ) {
        const end = Math.min(bytes.length, at + sector - ((position + at) % sector));
        if (whole || random.fraction() < 0.5)
          this.#durable = overlay(this.#durable, position + at, bytes.subarray(at, end));
        at = end;
      }
    }
    this.#unsynced = [];
    this.#seen = Buffer.from(this.#durable);
  }

  /** Bytes go bad on the medium, seen by all from now on. */
  rot(position: number, bytes: Uint8Array): void {
    this.write(position, bytes);
    this.sync();
  }

  /** As a machine finds it that begins with this disk. */
  copy(): Inode {
    const copy = new Inode();
    copy.#seen = Buffer.from(this.#durable);
    copy.#durable = Buffer.from(this.#durable);
    return copy;
  }
}

function overlay(under: Buffer, position: number, bytes: Buffer): Buffer {
  const end = position + bytes.length;
  const over = end <= under.length ? under : Buffer.concat([under, Buffer.alloc(end - under.length)]);
  over.set(bytes, position);
  return over;
}
