import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseAddress } from '../store/address.ts';
import { answers, ensureDatabase } from '../store/administration.ts';
import { removeAbandoned } from './abandoned.ts';
import { databaseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { initialise, makeSocketFolder, superuser } from './initialise.ts';
import { place } from './placement.ts';
import { type Postmaster, startPostmaster } from './postmaster.ts';
import { stopSurvivor } from './survivor.ts';

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  /** Receives one line for each thing an administrator should know. */
  readonly tell: (message: string, facts: Readonly<Record<string, string>>) => void;
  readonly relocationRoot?: string;
}

export interface EmbeddedPostgres {
  readonly address: DatabaseAddress;
  /** Resolves when the database ends, wanted or not. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

const startLimit = { milliseconds: 60_000, poll: 20 } as const;

/**
 * Starts the PostgreSQL of `dataDir`, made at the first start. The caller holds the folder's lock. Recovers from any kind
 * of death of the run before. Throws, with the place of its log, if it does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, tell, relocationRoot = '/var/lib/pingjia' } = options;
  mkdirSync(dataDir, { recursive: true });
  const account = databaseAccount();
  const placement = place({ dataDir, binaries: await findBinaries(), account, relocationRoot });
  if (placement.relocated)
    tell('the database user cannot enter the data folder; the database lies elsewhere', { home: placement.home });
  if (account !== null) {
    for (const home of await removeAbandoned(relocationRoot))
      tell('removed the database of a deleted data folder', { home });
  }
  const password = await initialise(placement, account);
  const survivor = await stopSurvivor(join(placement.home, 'cluster'));
  if (survivor === 'stopped') tell('stopped a database that its killed server left behind', { home: placement.home });
  const host = makeSocketFolder(placement, account, tmpdir());
  const address: DatabaseAddress = { host, port: 5432, user: superuser, password, database: 'pingjia' };
  const postmaster = startPostmaster(placement, host, account);
  await ready(postmaster, { ...address, database: 'postgres' }, join(placement.home, 'postgres.log'));
  await ensureDatabase(address);
  return { address, ended: postmaster.ended, stop: () => postmaster.stop() };
}

async function ready(postmaster: Postmaster, address: DatabaseAddress, log: string): Promise<void> {
  let over = false;
  const ended = postmaster.ended.finally(() => {
    over = true;
  });
  for (let waited = 0; waited < startLimit.milliseconds; waited += startLimit.poll) {
    if (over) throw new Error(`PostgreSQL ended with code ${await ended}; see ${log}`);
    if (await answers(address)) return;
    await sleep(startLimit.poll);
  }
  await postmaster.stop();
  throw new Error(`PostgreSQL did not start within ${startLimit.milliseconds / 1000} s; see ${log}`);
}
