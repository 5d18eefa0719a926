import { constants } from 'node:fs';
import { open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleTarget, TargetFile } from './bundle-target.ts';

/** A folder of a mounted stick. */
export function stickFolder(folder: string): BundleTarget {
  return {
    list: async () => (await readdir(folder)).sort(),
    open: (name) => openFile(join(folder, name)),
    async rename(from, to) {
      await rename(join(folder, from), join(folder, to));
      const handle = await open(folder, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}

async function openFile(path: string): Promise<TargetFile> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  return {
    size: async () => (await handle.stat()).size,
    async read(position, length) {
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    truncate: (size) => handle.truncate(size),
    async write(position, bytes) {
      let written = 0;
      while (written < bytes.length) {
        const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
        written += bytesWritten;
      }
    },
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}
