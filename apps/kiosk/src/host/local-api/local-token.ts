import { randomBytes } from 'node:crypto';
import { readTextFile, writeFileAtomically } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';

/** The token for local calls, made once and readable by the folder's owner alone. */
export async function loadLocalToken(fs: FileSystem, folder: string): Promise<string> {
  const path = `${folder}/local-api.token`;
  const known = (await readTextFile(fs, path))?.trim();
  if (known !== undefined && known !== '') return known;
  const token = randomBytes(24).toString('base64url');
  await writeFileAtomically(fs, path, `${token}\n`);
  return token;
}
