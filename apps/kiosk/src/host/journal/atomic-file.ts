import { dirname } from 'node:path';
import type { FileSystem } from './file-system.ts';

/** Replaces a small file so that after a power cut either the old or the new text is there, whole. */
export async function writeFileAtomically(fs: FileSystem, path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  await fs.remove(temporary);
  const file = await fs.open(temporary, 'create');
  try {
    await file.write(0, new TextEncoder().encode(text));
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.rename(temporary, path);
  await fs.syncFolder(dirname(path));
}

/** The file's text, or null where there is none. */
export async function readTextFile(fs: FileSystem, path: string): Promise<string | null> {
  try {
    const file = await fs.open(path, 'existing');
    try {
      return new TextDecoder().decode(await file.read(0, await file.size()));
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
