import { dirname } from 'node:path';
import type { SeededRandom } from '@pingjia/shared/testing';
import type { FileSystem, OpenFile } from '../journal/file-system.ts';
import { type RawFile, WholeFile } from '../journal/whole-file.ts';
import { type LossPattern, SimulatedInode } from './simulated-inode.ts';

/** What the power cut throws at the call during which it happens, and at every later one. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

interface NameChange {
  readonly folder: string;
  readonly changes: readonly (readonly [path: string, inode: SimulatedInode | null])[];
}

/**
 * A disk that promises what POSIX does and nothing more. Without a sync, sectors and names are lost, kept or reordered
 * when the power goes; every system call can be the one during which it does.
 */
export class SimulatedDisk implements FileSystem {
  /** System calls so far. */
  calls = 0;
  /** The call during which the power goes. */
  cutAt = Number.POSITIVE_INFINITY;
  /** Calls that fail, and how, until taken out again. */
  readonly failing = new Map<'write' | 'sync' | 'create' | 'read', string>();
  /** Reads and writes may do less than asked. */
  short = false;
  /** Bytes that may still be taken. */
  room = Number.POSITIVE_INFINITY;
  readonly #random: SeededRandom;
  #names = new Map<string, SimulatedInode>();
  #durable = new Map<string, SimulatedInode>();
  #changes: NameChange[] = [];

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** The power goes and comes back. Files and names lose what `lost` says of what was not synced. Use a copy: programs of before still hold this one. */
  powerCut(lost: LossPattern): void {
    for (const inode of new Set([...this.#names.values(), ...this.#durable.values()]))
      inode.powerCut(lost, this.#random);
    for (const [n, { changes }] of this.#changes.entries()) {
      const half = n * 2 < this.#changes.length;
      const kept = { none: true, all: false, first: !half, last: half, any: this.#random.below(2) === 0 }[lost];
      if (kept) apply(this.#durable, changes);
    }
    this.#changes = [];
    this.#names = new Map(this.#durable);
    this.cutAt = Number.POSITIVE_INFINITY;
  }

  /** The same disk at this moment, for itself. */
  copy(random: SeededRandom): SimulatedDisk {
    const copy = new SimulatedDisk(random);
    const copies = new Map<SimulatedInode, SimulatedInode>();
    const copyOf = (inode: SimulatedInode): SimulatedInode => {
      const known = copies.get(inode) ?? inode.copy();
      copies.set(inode, known);
      return known;
    };
    copy.#names = new Map([...this.#names].map(([path, inode]) => [path, copyOf(inode)]));
    copy.#durable = new Map([...this.#durable].map(([path, inode]) => [path, copyOf(inode)]));
    copy.#changes = this.#changes.map(({ folder, changes }) => ({
      folder,
      changes: changes.map(([path, inode]) => [path, inode === null ? null : copyOf(inode)] as const),
    }));
    return copy;
  }

  get paths(): readonly string[] {
    return [...this.#names.keys()].sort();
  }

  /** What a program would read. */
  bytesOf(path: string): Buffer {
    return Buffer.from(this.#names.get(path)?.seen ?? Buffer.alloc(0));
  }

  /** Changes a file's bytes behind everybody's back, on the medium too. */
  alter(path: string, change: (bytes: Buffer) => Uint8Array | null): void {
    const bytes = change(this.bytesOf(path));
    const inode = new SimulatedInode();
    if (bytes !== null) inode.write(0, bytes);
    inode.sync();
    for (const names of [this.#names, this.#durable]) apply(names, [[path, bytes === null ? null : inode]]);
  }

  list = async (folder: string): Promise<readonly string[]> => {
    this.#call();
    const inside = [...this.#names.keys()].filter((path) => path.startsWith(`${folder}/`));
    return [...new Set(inside.map((path) => path.slice(folder.length + 1).split('/', 1)[0] ?? ''))].sort();
  };

  makeFolder = async (): Promise<void> => {
    this.#call();
    this.#fail('create');
  };

  open = async (path: string, mode: 'create' | 'existing'): Promise<OpenFile> => {
    this.#call();
    const known = this.#names.get(path);
    if (known !== undefined) return new WholeFile(this.#raw(known));
    if (mode === 'existing') throw failure('ENOENT');
    this.#fail('create');
    const inode = new SimulatedInode();
    this.#change(dirname(path), [[path, inode]]);
    return new WholeFile(this.#raw(inode));
  };

  remove = async (path: string): Promise<void> => {
    this.#call();
    if (this.#names.has(path)) this.#change(dirname(path), [[path, null]]);
  };

  rename = async (from: string, to: string): Promise<void> => {
    this.#call();
    const inode = this.#names.get(from);
    if (inode === undefined) throw failure('ENOENT');
    this.#change(dirname(to), [
      [from, null],
      [to, inode],
    ]);
  };

  syncFolder = async (folder: string): Promise<void> => {
    this.#call();
    for (const change of this.#changes) if (change.folder === folder) apply(this.#durable, change.changes);
    this.#changes = this.#changes.filter((change) => change.folder !== folder);
  };

  #raw(inode: SimulatedInode): RawFile {
    const sync = async (): Promise<void> => {
      this.#call();
      const code = this.failing.get('sync');
      if (code === undefined) return inode.sync();
      inode.failSync(this.#random);
      throw failure(code);
    };
    return {
      stat: async () => {
        this.#call();
        return { size: inode.seen.length };
      },
      read: async (buffer, offset, length, position) => {
        this.#call();
        this.#fail('read');
        const part = inode.seen.subarray(position, position + this.#part(length));
        buffer.set(part, offset);
        return { bytesRead: part.length };
      },
      write: async (buffer, offset, length, position) => {
        const bytes = buffer.subarray(offset, offset + length);
        // The power may go when some of it is under way.
        if (this.calls + 1 === this.cutAt) inode.write(position, bytes.subarray(0, this.#random.below(length + 1)));
        this.#call();
        if (this.failing.has('write')) inode.write(position, bytes.subarray(0, length >> 1));
        this.#fail('write');
        const growth = Math.max(0, position + length - inode.seen.length);
        if (growth > this.room) throw failure('ENOSPC');
        this.room -= growth;
        const written = bytes.subarray(0, this.#part(length));
        inode.write(position, written);
        return { bytesWritten: written.length };
      },
      datasync: sync,
      sync,
      close: async () => this.#call(),
    };
  }

  #part(length: number): number {
    return this.short && length > 1 ? 1 + this.#random.below(length) : length;
  }

  #change(folder: string, changes: NameChange['changes']): void {
    apply(this.#names, changes);
    this.#changes.push({ folder, changes });
  }

  #call(): void {
    this.calls += 1;
    if (this.calls >= this.cutAt) throw new PowerCut('the power is gone');
  }

  #fail(operation: 'write' | 'create' | 'read'): void {
    const code = this.failing.get(operation);
    if (code !== undefined) throw failure(code);
  }
}

function apply(names: Map<string, SimulatedInode>, changes: NameChange['changes']): void {
  for (const [path, inode] of changes) {
    if (inode === null) names.delete(path);
    else names.set(path, inode);
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
