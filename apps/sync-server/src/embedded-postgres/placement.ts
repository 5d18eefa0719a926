import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readIfPresent, writePrivateFile } from '@pingjia/node-platform';
import type { Account } from './account.ts';
import { readOwner, writeOwner } from './owner.ts';
import { canReach } from './reach.ts';

/** Where the cluster lies and from where its programs run. */
export interface Placement {
  /** Holds cluster/, run/, password; belongs to the database's user. */
  readonly home: string;
  readonly binaries: string;
  /** Said once in the log when the cluster does not lie in the data folder. */
  readonly relocated: boolean;
}

export interface PlacementOptions {
  readonly dataDir: string;
  readonly binaries: string;
  readonly account: Account | null;
  /** Root of clusters that cannot lie in their data folder. */
  readonly relocationRoot: string;
}

const pointerName = 'postgres.location';

/**
 * The cluster lies in the data folder, unless the database's user cannot pass there (a root home, a mktemp folder): then
 * it lies under the relocation root and the data folder holds a pointer to it.
 */
export function place({ dataDir, binaries, account, relocationRoot }: PlacementOptions): Placement {
  const reachable = account === null || canReach(binaries, account) ? binaries : copyBinaries(binaries, relocationRoot);
  const inside = join(dataDir, 'postgres');
  if (account === null) return { home: makeHome(inside, null), binaries: reachable, relocated: false };
  const pointer = readPointer(dataDir);
  if (pointer === undefined && (existsSync(inside) || canReach(realpathSync(dataDir), account))) {
    return { home: makeHome(inside, account), binaries: reachable, relocated: false };
  }
  const home = pointer ?? join(relocationRoot, identify(dataDir));
  claim(home, dataDir);
  mkdirSync(relocationRoot, { recursive: true, mode: 0o755 });
  makeHome(home, account);
  writeOwner(home, dataDir);
  if (pointer === undefined) writePrivateFile(join(dataDir, pointerName), `${home}\n`);
  return { home, binaries: reachable, relocated: true };
}

/** Where the cluster of a data folder lies that has been placed before. */
export function findHome(dataDir: string): string {
  return readPointer(dataDir) ?? join(dataDir, 'postgres');
}

function readPointer(dataDir: string): string | undefined {
  return readIfPresent(join(dataDir, pointerName))?.toString('utf8').trim();
}

/** A data folder that was moved takes its cluster along; one that was copied must not share it. */
function claim(home: string, dataDir: string): void {
  const owner = readOwner(home)?.dataDir;
  if (owner === undefined || owner === realpathSync(dataDir) || !existsSync(join(owner, pointerName))) return;
  throw new Error(
    `${dataDir} is a copy of ${owner}: both point to the database in ${home}. Remove ${pointerName} from the copy.`,
  );
}

function makeHome(home: string, account: Account | null): string {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (account !== null) chownSync(home, account.uid, account.gid);
  return home;
}

function copyBinaries(binaries: string, relocationRoot: string): string {
  const target = join(relocationRoot, `binaries-${identify(binaries)}`);
  if (existsSync(target)) return target;
  mkdirSync(relocationRoot, { recursive: true, mode: 0o755 });
  const draft = `${target}.${process.pid}`;
  cpSync(binaries, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function identify(path: string): string {
  return createHash('sha256').update(realpathSync(path)).digest('hex').slice(0, 12);
}
