import type { FileSystem, OpenFile } from '../../src/host/journal/file-system.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';

/** The real disk, failing when told to. */
export class FaultyDisk implements FileSystem {
  /** Operations that fail, and how, until taken out again. */
  readonly failing = new Map<'write' | 'datasync' | 'create', string>();

  list = nodeFileSystem.list;
  makeFolder = nodeFileSystem.makeFolder;
  remove = nodeFileSystem.remove;
  rename = nodeFileSystem.rename;
  syncFolder = nodeFileSystem.syncFolder;

  open = async (path: string, mode: 'create' | 'existing'): Promise<OpenFile> => {
    if (mode === 'create') this.#check('create');
    const file = await nodeFileSystem.open(path, mode);
    return {
      size: () => file.size(),
      read: (position, length) => file.read(position, length),
      write: async (position, bytes) => {
        // A failing write leaves part of what it was given, as disks do.
        if (this.failing.has('write')) await file.write(position, bytes.subarray(0, bytes.length >> 1));
        this.#check('write');
        await file.write(position, bytes);
      },
      datasync: async () => {
        this.#check('datasync');
        await file.datasync();
      },
      sync: () => file.sync(),
      close: () => file.close(),
    };
  };

  #check(operation: 'write' | 'datasync' | 'create'): void {
    const code = this.failing.get(operation);
    if (code !== undefined) throw Object.assign(new Error(`${operation} fails`), { code });
  }
}
