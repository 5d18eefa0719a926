import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isErrno } from '@pingjia/node-platform';
import type { FileSystem } from './file-system.ts';
import { WholeFile } from './whole-file.ts';

/** The real disk. */
export const nodeFileSystem: FileSystem = {
  async list(folder) {
    try {
      return (await readdir(folder)).sort();
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return [];
      throw error;
    }
  },
  async makeFolder(folder) {
    const first = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (first === undefined) return;
    for (let parent = dirname(folder); parent.length >= dirname(first).length; parent = dirname(parent)) {
      await syncFolder(parent);
      if (parent === dirname(parent)) break;
    }
  },
  async open(path, mode) {
    const flags = constants.O_RDWR | (mode === 'create' ? constants.O_CREAT : 0);
    return new WholeFile(await open(path, flags, 0o600));
  },
  remove: (path) => rm(path, { force: true }),
  rename,
  syncFolder,
};

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for syncing; NTFS journals its own metadata.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
