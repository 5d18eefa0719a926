import { mkdirSync } from 'node:fs';
import { lockFolder } from '@pingjia/node-platform';
import { FaultError } from '@pingjia/shared';
import type { StoreConfig } from './config.ts';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.ts';
import type { DatabaseAddress } from './store/address.ts';

export interface OpenStore {
  readonly address: DatabaseAddress;
  /** Resolves if an embedded database ends, wanted or not; never for an external one. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

type Tell = (message: string, facts: Readonly<Record<string, string>>) => void;

/** The configured database, started first if it is the embedded one. Throws FaultError JOURNAL_LOCKED. */
export async function openStore(config: StoreConfig, tell: Tell): Promise<OpenStore> {
  if (config.kind === 'external') {
    return {
      address: { connectionString: config.url },
      ended: new Promise(() => undefined),
      close: async () => undefined,
    };
  }
  const { dataDir } = config;
  mkdirSync(dataDir, { recursive: true });
  const lock = await lockFolder(dataDir);
  if (!lock.ok) throw new FaultError(lock.error.code, lock.error.detail);
  try {
    const { address, ended, stop } = await startEmbeddedPostgres({ dataDir, tell });
    return {
      address,
      ended,
      async close() {
        await stop();
        await lock.value.release();
      },
    };
  } catch (error) {
    await lock.value.release();
    throw error;
  }
}
