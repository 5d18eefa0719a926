import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileSystem } from './file-system.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { WholeFile } from './whole-file.ts';

/** The real disk for those who only look: a copy that is kept as evidence may be write-protected. */
export const readingFileSystem: FileSystem = {
  ...nodeFileSystem,
  open: async (path) => new WholeFile(await open(path, constants.O_RDONLY)),
};
