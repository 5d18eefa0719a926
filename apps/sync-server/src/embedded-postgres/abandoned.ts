import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeleted, readOwner } from './owner.ts';
import { stopSurvivor } from './survivor.ts';

/** Removes relocated clusters whose data folder was deleted; answers their paths. */
export async function removeAbandoned(relocationRoot: string): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const entry of existsSync(relocationRoot) ? readdirSync(relocationRoot) : []) {
    const home = join(relocationRoot, entry);
    const owner = readOwner(home);
    if (owner === null || !isDeleted(owner)) continue;
    await stopSurvivor(join(home, 'cluster'));
    rmSync(home, { recursive: true, force: true });
    removed.push(home);
  }
  return removed;
}
