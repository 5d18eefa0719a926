import { constants } from 'node:fs';
import { open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleTarget, TargetFile } from './bundle-target.ts';
import { openPlainFile } from './plain-file.ts';

/** A folder of a mounted stick. */
export function stickFolder(folder: string): BundleTarget {
  return {
    async list() {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
    },
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
  const handle = await openPlainFile(path, constants.O_RDWR | constants.O_CREAT);
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
