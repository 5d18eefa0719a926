import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Opens a file of a stick, which somebody else may have written: a link would lead to this machine's own files, a pipe or a
 * device would keep whoever reads it for ever. Throws the platform's error; EINVAL for what is no file.
 */
export async function openPlainFile(path: string, flags: number): Promise<FileHandle> {
  const handle = await open(path, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, 0o600);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw Object.assign(new Error(`${path} is no plain file`), { code: 'EINVAL' });
}

/** A text file's content; null where it is longer than `maxBytes`. Throws the platform's error. */
export async function readPlainFile(path: string, maxBytes: number): Promise<string | null> {
  const handle = await openPlainFile(path, constants.O_RDONLY);
  try {
    return (await handle.stat()).size > maxBytes ? null : await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
