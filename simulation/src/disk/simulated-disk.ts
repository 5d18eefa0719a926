import type { FileSystem, OpenFile } from '@pingjia/kiosk/host/journal/file-system';
import type { SeededRandom } from '@pingjia/shared/testing';
import type { Process } from '../time/process.ts';
import type { Schedule } from '../time/schedule.ts';
import { FolderNames, folderOf } from './folder-names.ts';
import { Inode } from './inode.ts';

/** Everything on a disk at one moment. */
export type DiskImage = FolderNames;

export interface DiskFaults {
  /** No further byte of room. */
  full: boolean;
  /** So many further syncs fail with EIO. */
  failingSyncs: number;
  /** So many further writes fail with EIO, having written a part. */
  failingWrites: number;
}

/** A disk that promises what POSIX does and nothing more: what was not synced, a power cut may take or tear. */
export class SimulatedDisk {
  readonly faults: DiskFaults = { full: false, failingSyncs: 0, failingWrites: 0 };
  readonly #schedule: Schedule;
  readonly #random: SeededRandom;
  #names = new FolderNames();

  constructor(schedule: Schedule, random: SeededRandom) {
    this.#schedule = schedule;
    this.#random = random;
  }

  powerCut(): void {
    this.#names.powerCut(this.#random);
  }

  image(): DiskImage {
    return this.#names.copy();
  }

  restore(image: DiskImage): void {
    this.#names = image.copy();
  }

  /** Files whose name ends so, that a power cut cannot take. */
  durableFiles(ending: string): readonly { readonly path: string; readonly inode: Inode }[] {
    return [...this.#names.durable]
      .filter(([path]) => path.endsWith(ending))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, inode]) => ({ path, inode }));
  }

  /** The disk as one program run uses it. */
  portOf(process: Process): FileSystem {
    const call = async (slow: boolean): Promise<void> => {
      await process.call();
      if (slow && this.#random.fraction() < 0.3) {
        await this.#schedule.delay(1 + this.#random.below(15));
        await process.call();
      }
    };
    return {
      list: async (folder) => {
        await call(false);
        return this.#names.list(folder);
      },
      makeFolder: async () => {
        await call(false);
        if (this.faults.full) throw failure('ENOSPC');
      },
      open: async (path, mode) => {
        await call(false);
        let inode = this.#names.get(path);
        if (inode === undefined) {
          if (mode === 'existing') throw failure('ENOENT');
          inode = new Inode();
          this.#names.act(folderOf(path), [{ path, inode }]);
        }
        return this.#openFile(inode, call);
      },
      remove: async (path) => {
        await call(false);
        if (this.#names.get(path) !== undefined) this.#names.act(folderOf(path), [{ path, inode: null }]);
      },
      rename: async (from, to) => {
        await call(false);
        const inode = this.#names.get(from);
        if (inode === undefined) throw failure('ENOENT');
        this.#names.act(folderOf(to), [
          { path: from, inode: null },
          { path: to, inode },
        ]);
      },
      syncFolder: async (folder) => {
        await call(true);
        this.#names.syncFolder(folder);
      },
    };
  }

  #openFile(inode: Inode, call: (slow: boolean) => Promise<void>): OpenFile {
    const sync = async (): Promise<void> => {
      await call(true);
      if (this.faults.failingSyncs > 0) {
        this.faults.failingSyncs -= 1;
        inode.loseUnsynced(this.#random.fraction() < 0.5);
        throw failure('EIO');
      }
      inode.sync();
    };
    return {
      size: async () => {
        await call(false);
        return inode.size;
      },
      read: async (position, length) => {
        await call(false);
        return inode.read(position, length);
      },
      write: async (position, bytes) => {
        await call(false);
        const room = this.faults.full ? Math.max(0, inode.size - position) : bytes.length;
        const fails = this.faults.failingWrites > 0;
        if (fails) this.faults.failingWrites -= 1;
        if (!fails && room >= bytes.length) return inode.write(position, bytes);
        inode.write(position, bytes.subarray(0, Math.min(room, bytes.length >> 1)));
        throw failure(fails ? 'EIO' : 'ENOSPC');
      },
      datasync: sync,
      sync,
      close: () => call(false),
    };
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
