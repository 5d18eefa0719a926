import { dirname } from 'node:path';
import type { SeededRandom } from '@pingjia/shared/testing';
import type { FileSystem, OpenFile } from '../journal/file-system.ts';
import { type RawFile, WholeFile } from '../journal/whole-file.ts';
import { DiskFaults, failure, type FaultyCall } from './disk-faults.ts';
import { type LossPattern, SimulatedInode } from './simulated-inode.ts';
import { SimulatedNames } from './simulated-names.ts';

/** What the power cut throws at the call during which it happens, and at every later one. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

/** Every system call waits here before it does anything; `syncs` are those that wait for the medium. */
export type Gate = (call: 'syncs' | 'other') => Promise<void>;

/** Everything that was durable at one moment. */
export type DiskImage = SimulatedNames;

/**
 * A disk that promises what POSIX does and nothing more. Without a sync, sectors and names are lost, kept or reordered
 * when the power goes; every system call can be the one during which it does.
 */
export class SimulatedDisk implements FileSystem {
  /** System calls so far, those of ports left out. */
  calls = 0;
  /** The call during which the power goes. */
  cutAt = Number.POSITIVE_INFINITY;
  readonly failing = new DiskFaults();
  /** After a sync that failed programs may see either what they wrote or what is on the medium; otherwise the former. */
  forgetful = false;
  /** Reads and writes may do less than asked. */
  short = false;
  /** Bytes that may still be taken. */
  room = Number.POSITIVE_INFINITY;
  readonly list: FileSystem['list'];
  readonly makeFolder: FileSystem['makeFolder'];
  readonly open: FileSystem['open'];
  readonly remove: FileSystem['remove'];
  readonly rename: FileSystem['rename'];
  readonly syncFolder: FileSystem['syncFolder'];
  readonly #random: SeededRandom;
  #names = new SimulatedNames();

  constructor(random: SeededRandom) {
    this.#random = random;
    const own = this.portOf(() => this.#count());
    this.list = own.list;
    this.makeFolder = own.makeFolder;
    this.open = own.open;
    this.remove = own.remove;
    this.rename = own.rename;
    this.syncFolder = own.syncFolder;
  }

  /** The power goes and comes back. Files and names lose what `lost` says of what was not synced. Use a copy: programs of before still hold this one. */
  powerCut(lost: LossPattern): void {
    this.#names.powerCut(lost, this.#random);
    this.cutAt = Number.POSITIVE_INFINITY;
  }

  /** The same disk at this moment, for itself. */
  copy(random: SeededRandom): SimulatedDisk {
    const copy = new SimulatedDisk(random);
    copy.#names = this.#names.copy();
    return copy;
  }

  /** What a machine finds that begins with this disk. */
  image(): DiskImage {
    const image = this.#names.copy();
    image.powerCut('all', this.#random);
    return image;
  }

  restore(image: DiskImage): void {
    this.#names = image.copy();
  }

  get paths(): readonly string[] {
    return this.#names.paths;
  }

  /** What a program would read. */
  bytesOf(path: string): Buffer {
    return Buffer.from(this.#names.get(path)?.seen ?? Buffer.alloc(0));
  }

  /** Files whose name ends so, that a power cut cannot take, by name. */
  durableFiles(ending: string): readonly { readonly path: string; readonly inode: SimulatedInode }[] {
    return [...this.#names.durable]
      .filter(([path]) => path.endsWith(ending))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, inode]) => ({ path, inode }));
  }

  /** Changes a file's bytes behind everybody's back, on the medium too; null takes it away. */
  alter(path: string, change: (bytes: Buffer) => Uint8Array | null): void {
    const bytes = change(this.bytesOf(path));
    const inode = new SimulatedInode();
    if (bytes !== null) inode.write(0, bytes);
    inode.sync();
    this.#names.alter([path, bytes === null ? null : inode]);
  }

  /** The disk as one run of a program uses it, which `gate` can hold up and end at any call. */
  portOf(gate: Gate): FileSystem {
    return {
      list: async (folder) => {
        await gate('other');
        return this.#names.list(folder);
      },
      makeFolder: async () => {
        await gate('other');
        this.#fail('create');
        if (this.room <= 0) throw failure('ENOSPC');
      },
      open: async (path, mode): Promise<OpenFile> => {
        await gate('other');
        const known = this.#names.get(path);
        if (known !== undefined) return new WholeFile(this.#raw(known, gate));
        if (mode === 'existing') throw failure('ENOENT');
        this.#fail('create');
        const inode = new SimulatedInode();
        this.#names.act(dirname(path), [[path, inode]]);
        return new WholeFile(this.#raw(inode, gate));
      },
      remove: async (path) => {
        await gate('other');
        if (this.#names.get(path) !== undefined) this.#names.act(dirname(path), [[path, null]]);
      },
      rename: async (from, to) => {
        await gate('other');
        const inode = this.#names.get(from);
        if (inode === undefined) throw failure('ENOENT');
        this.#names.act(dirname(to), [
          [from, null],
          [to, inode],
        ]);
      },
      syncFolder: async (folder) => {
        await gate('syncs');
        this.#names.syncFolder(folder);
      },
    };
  }

  #raw(inode: SimulatedInode, gate: Gate): RawFile {
    const sync = async (): Promise<void> => {
      await gate('syncs');
      const failed = this.failing.take('sync');
      if (failed === null) return inode.sync();
      inode.failSync(this.#random);
      if (this.forgetful && this.#random.below(2) === 0) inode.forget();
      throw failed;
    };
    return {
      stat: async () => {
        await gate('other');
        return { size: inode.seen.length };
      },
      read: async (buffer, offset, length, position) => {
        await gate('other');
        this.#fail('read');
        const part = inode.seen.subarray(position, position + this.#part(length));
        buffer.set(part, offset);
        return { bytesRead: part.length };
      },
      write: async (buffer, offset, length, position) => {
        const bytes = buffer.subarray(offset, offset + length);
        // The power may go when some of it is under way.
        if (this.calls + 1 === this.cutAt) inode.write(position, bytes.subarray(0, this.#random.below(length + 1)));
        await gate('other');
        return { bytesWritten: this.#write(inode, position, bytes) };
      },
      datasync: sync,
      sync,
      close: () => gate('other'),
    };
  }

  /** How many of the bytes were taken. Where it fails, some were. */
  #write(inode: SimulatedInode, position: number, bytes: Uint8Array): number {
    const available = Math.max(0, inode.seen.length - position) + this.room;
    const failed = this.failing.take('write') ?? (bytes.length > available ? failure('ENOSPC') : null);
    const most = failed === null ? this.#part(bytes.length) : Math.min(bytes.length >> 1, available);
    this.room -= Math.max(0, position + most - inode.seen.length);
    if (most > 0) inode.write(position, bytes.subarray(0, most));
    if (failed !== null) throw failed;
    return most;
  }

  #part(length: number): number {
    return this.short && length > 1 ? 1 + this.#random.below(length) : length;
  }

  async #count(): Promise<void> {
    this.calls += 1;
    if (this.calls >= this.cutAt) throw new PowerCut('the power is gone');
  }

  #fail(call: FaultyCall): void {
    const failed = this.failing.take(call);
    if (failed !== null) throw failed;
  }
}
