import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readIfPresent } from '../platform/private-file.ts';
import { ownerName } from './placement.ts';
import { stopSurvivor } from './survivor.ts';

/**
 * Removes relocated clusters whose data folder was deleted; answers their paths. A data folder whose parent is missing
 * too may be on a disk that is not mounted: its cluster stays.
 */
export async function removeAbandoned(relocationRoot: string): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const entry of existsSync(relocationRoot) ? readdirSync(relocationRoot) : []) {
    const home = join(relocationRoot, entry);
    const owner = readIfPresent(join(home, ownerName))?.toString('utf8').trim();
    if (owner === undefined || existsSync(owner) || !existsSync(dirname(owner))) continue;
    await stopSurvivor(join(home, 'cluster'));
    rmSync(home, { recursive: true, force: true });
    removed.push(home);
  }
  return removed;
}
