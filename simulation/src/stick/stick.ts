import type { BundleTarget, TargetFile } from '@pingjia/kiosk/host/bundle/bundle-target';
import { failure } from '@pingjia/kiosk/host/testing/disk-faults';
import type { SeededRandom } from '@pingjia/shared/testing';
import type { Bug } from '../history/bug.ts';
import type { Process } from '../time/process.ts';

interface StickFile {
  seen: Buffer;
  /** What is on it for certain. */
  synced: Buffer;
}

/** A USB stick without a journal of its own: pulled, it keeps what was synced and any beginning of the rest. */
export class Stick {
  readonly #random: SeededRandom;
  readonly #bug: Bug;
  readonly #files = new Map<string, StickFile>();
  #room = Number.POSITIVE_INFINITY;
  #callsLeft = 0;

  constructor(random: SeededRandom, bug: Bug) {
    this.#random = random;
    this.#bug = bug;
  }

  /** It takes `room` more bytes, and is pulled at the `calls`-th call. */
  plug(calls: number, room: number): void {
    this.#callsLeft = calls;
    this.#room = room;
  }

  pull(): void {
    this.#callsLeft = 0;
    for (const file of this.#files.values()) {
      const { seen, synced } = file;
      const sure = seen.length >= synced.length && seen.subarray(0, synced.length).equals(synced) ? synced.length : 0;
      const left = seen.subarray(0, sure + this.#random.below(seen.length - sure + 1));
      // The last block may be there without its content.
      const hollow = this.#random.below(2) === 0 ? Math.min(512, left.length - sure) : 0;
      file.seen = Buffer.concat([left.subarray(0, left.length - hollow), Buffer.alloc(hollow)]);
      file.synced = file.seen;
    }
  }

  /** What is on it, by name. */
  get files(): ReadonlyMap<string, Buffer> {
    return new Map([...this.#files].map(([name, { seen }]) => [name, seen]));
  }

  put(name: string, content: Uint8Array): void {
    const bytes = Buffer.from(content);
    this.#files.set(name, { seen: bytes, synced: bytes });
  }

  /** The stick as one run of a program uses it. */
  useBy(process: Process): BundleTarget {
    const call = async (): Promise<void> => {
      await process.call();
      if (this.#callsLeft-- <= 0) throw failure('EIO');
    };
    return {
      list: async () => {
        await call();
        return [...this.#files.keys()].sort();
      },
      open: async (name) => {
        await call();
        const file = this.#files.get(name) ?? { seen: Buffer.alloc(0), synced: Buffer.alloc(0) };
        this.#files.set(name, file);
        return this.#openFile(file, call);
      },
      rename: async (from, to) => {
        await call();
        const file = this.#files.get(from);
        if (file === undefined) throw failure('ENOENT');
        this.#files.delete(from);
        this.#files.set(to, file);
      },
    };
  }

  #openFile(file: StickFile, call: () => Promise<void>): TargetFile {
    return {
      size: async () => {
        await call();
        return file.seen.length;
      },
      read: async (position, length) => {
        await call();
        return file.seen.subarray(position, position + length);
      },
      truncate: async (size) => {
        await call();
        file.seen = file.seen.subarray(0, size);
      },
      write: async (position, bytes) => {
        await call();
        const growth = position + bytes.length - file.seen.length;
        if (growth > this.#room) throw failure('ENOSPC');
        this.#room -= Math.max(0, growth);
        const over = Buffer.concat([file.seen, Buffer.alloc(Math.max(0, growth))]);
        over.set(bytes, position);
        file.seen = over;
      },
      sync: async () => {
        await call();
        if (this.#bug !== 'unsynced-stick') file.synced = file.seen;
      },
      close: call,
    };
  }
}
