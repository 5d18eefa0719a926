import { join } from 'node:path';
import { readIfPresent } from '@pingjia/node-platform';
import type { DatabaseAddress } from '../store/address.ts';
import { superuser } from './initialise.ts';
import { findHome } from './placement.ts';

/** How to reach the embedded database of a data folder that a running server holds; null if none runs. */
export function findRunning(dataDir: string): DatabaseAddress | null {
  const home = findHome(dataDir);
  const password = readIfPresent(join(home, 'password'))?.toString('utf8').trim();
  // Line 5 of the lock file is the folder of the socket.
  const host = readIfPresent(join(home, 'cluster', 'postmaster.pid'))
    ?.toString('utf8')
    .split('\n')[4]
    ?.trim();
  if (password === undefined || host === undefined || host === '') return null;
  return { host, port: 5432, user: superuser, password, database: 'pingjia' };
}
