import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readIfPresent, writePrivateFile } from '@pingjia/node-platform';

/** Inside a relocated home: which data folder it serves. */
const ownerName = 'owner';

export interface Owner {
  readonly dataDir: string;
  /** Number of the file system that holds the data folder. */
  readonly device: number;
}

export function writeOwner(home: string, dataDir: string): void {
  writePrivateFile(join(home, ownerName), `${realpathSync(dataDir)}\n${statSync(dataDir).dev}\n`);
}

export function readOwner(home: string): Owner | null {
  const lines = readIfPresent(join(home, ownerName))?.toString('utf8').split('\n') ?? [];
  const [dataDir = '', device = ''] = lines;
  return dataDir === '' ? null : { dataDir, device: Number(device) };
}

/**
 * Whether the data folder was deleted, and is not merely out of sight: what is left of its path must lie on the file
 * system that held it. A disk that is not mounted leaves another one there.
 */
export function isDeleted({ dataDir, device }: Owner): boolean {
  if (existsSync(dataDir)) return false;
  let ancestor = dirname(dataDir);
  while (!existsSync(ancestor)) ancestor = dirname(ancestor);
  return statSync(ancestor).dev === device;
}
