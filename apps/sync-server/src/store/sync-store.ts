import { lackedAttachments, storeAttachment } from './attachments.ts';
import { type Bound, bindFirst } from './bound.ts';
import { clocksOfBoot, recordClock } from './clock-observations.ts';
import { findConfiguration } from './configuration.ts';
import type { Database } from './database.ts';
import { recordContact } from './device-contacts.ts';
import { findDevice, replaceKey, revokeDevice, storeDevice } from './devices.ts';
import { consumeCode, storeCode } from './enrollment-codes.ts';
import { claimEpochs } from './epoch-heads.ts';
import { findEpochs, findHashes, missingRuns } from './epoch-tips.ts';
import { ingestTransaction } from './ingest-transaction.ts';
import { type IngestUnit, ingestUnit } from './ingest-unit.ts';
import { pendingPlaces } from './pending-records.ts';

const general = {
  findDevice,
  storeDevice,
  revokeDevice,
  replaceKey,
  storeCode,
  consumeCode,
  recordContact,
  findEpochs,
  findHashes,
  missingRuns,
  clocksOfBoot,
  recordClock,
  findConfiguration,
  pendingPlaces,
  lackedAttachments,
  storeAttachment,
};
const pipelined = { claimEpochs };

/**
 * What syncing with devices asks of a store. Two keep it: PostgreSQL here, and one in memory for the simulation; both pass
 * the suite in test/store-contract. Whatever resolved is durable, and seen by every later call.
 */
export interface SyncStore extends Bound<typeof general>, Bound<typeof pipelined> {
  /**
   * Runs `work` as one transaction, and resolves with its answer after the commit; nothing of it stays if it throws.
   * `last` are operations of `work` that nothing but the commit waits for.
   */
  ingest<T>(
    work: (unit: IngestUnit) => Promise<{ readonly answer: T; readonly last: readonly Promise<unknown>[] }>,
  ): Promise<T>;
}

export function createPostgresStore({ devices, ingest }: Pick<Database, 'devices' | 'ingest'>): SyncStore {
  return {
    ...bindFirst(general, devices),
    ...bindFirst(pipelined, ingest),
    ingest: (work) => ingestTransaction(ingest, (client) => work(ingestUnit(client))),
  };
}
