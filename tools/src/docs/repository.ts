import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

/** A path inside the repository as an absolute one. */
export function inRepository(path: string): string {
  return join(root, path);
}

/** The text of a file of the repository. Throws where there is none. */
export function readText(path: string): string {
  return readFileSync(inRepository(path), 'utf8');
}
