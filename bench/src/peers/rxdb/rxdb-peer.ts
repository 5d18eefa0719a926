import type { RandomSource } from '@pingjia/shared';
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { z } from 'zod';
import type { Stored } from '../../floors/raw-rows.ts';
import type { DatabaseAddress } from '../../stage/server.ts';
import type { Peer } from '../peer.ts';
import { type PeerServer, startPeer } from '../start-peer.ts';
import { type PushDocument, pushDocumentSchema } from './push-document.ts';

const batchSize = 500;
const countSchema = z.object({ documents: z.int() });
const conflictsSchema = z.array(z.never());

/** RxDB's HTTP replication, push only, from its storage in memory to PostgreSQL. */
export class RxdbPeer implements Peer {
  readonly name = `RxDB HTTP push, batches of ${batchSize}`;
  readonly #server: PeerServer;
  readonly #random: RandomSource;

  private constructor(server: PeerServer, random: RandomSource) {
    this.#server = server;
    this.#random = random;
  }

  static async start(database: DatabaseAddress, random: RandomSource): Promise<RxdbPeer> {
    return new RxdbPeer(await startPeer('rxdb', { database }), random);
  }

  get port(): number {
    return this.#server.ready.port;
  }

  async time(records: readonly Stored[], port: number, ready = () => {}): Promise<number> {
    const name = `bench-${this.#random.uuid()}`;
    const storage = getRxStorageMemory();
    const database = await createRxDatabase<{ records: RxCollection<PushDocument> }>({ name, storage });
    const { records: collection } = await database.addCollections({ records: { schema: pushDocumentSchema } });
    await collection.bulkInsert(records.map((record) => toDocument(name, record)));
    const before = await this.#count();
    ready();
    const begun = performance.now();
    await replicate(collection, `http://127.0.0.1:${port}/push`);
    const took = performance.now() - begun;
    const arrived = (await this.#count()) - before;
    await database.close();
    if (arrived !== records.length) throw new Error(`${arrived} of ${records.length} documents arrived`);
    return took;
  }

  async #count(): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.port}/count`);
    return countSchema.parse(await response.json()).documents;
  }

  close(): Promise<void> {
    return this.#server.stop();
  }
}

async function replicate(collection: RxCollection<PushDocument>, url: string): Promise<void> {
  const replication = replicateRxCollection<PushDocument, unknown>({
    replicationIdentifier: url,
    collection,
    live: false,
    push: {
      batchSize,
      handler: async (rows) => {
        const headers = { accept: 'application/json', 'content-type': 'application/json' };
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(rows) });
        return conflictsSchema.parse(await response.json());
      },
    },
  });
  const failed = new Promise<never>((_, reject) => {
    replication.error$.subscribe(reject);
  });
  await Promise.race([replication.awaitInitialReplication(), failed]);
  await replication.cancel();
}

function toDocument(name: string, { seq, bytes }: Stored): PushDocument {
  return {
    id: `${name}:${String(seq).padStart(10, '0')}`,
    updatedAt: seq,
    record: Buffer.from(bytes).toString('utf8'),
  };
}
