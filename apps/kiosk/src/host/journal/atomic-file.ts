import { dirname } from 'node:path';
import { isErrno } from '@pingjia/node-platform';
import type { FileSystem } from './file-system.ts';

/** Replaces a small file so that after a power cut either the old or the new content is there, whole. */
export async function writeFileAtomically(fs: FileSystem, path: string, content: string | Uint8Array): Promise<void> {
  const temporary = draftOf(path);
  await fs.remove(temporary);
  const file = await fs.open(temporary, 'create');
  try {
    await file.write(0, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.rename(temporary, path);
  await fs.syncFolder(dirname(path));
}

/** Where what is to be at `path` is written first. */
export function draftOf(path: string): string {
  return `${path}.new`;
}

/** The file's text, or null where there is none. */
export async function readTextFile(fs: FileSystem, path: string): Promise<string | null> {
  const bytes = await readBytes(fs, path);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** What is in the file, or null where there is none. */
export async function readBytes(fs: FileSystem, path: string): Promise<Uint8Array | null> {
  try {
    const file = await fs.open(path, 'existing');
    try {
      return await file.read(0, await file.size());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    // What an open file throws does not say which one.
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}
