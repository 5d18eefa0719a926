import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RandomSource } from '@pingjia/shared';
import PouchDB from 'pouchdb-node';
import type { Stored } from '../../floors/raw-rows.ts';
import type { Peer } from '../peer.ts';
import { type PeerServer, startPeer } from '../start-peer.ts';

const batchSize = 500;

/** PouchDB on LevelDB to express-pouchdb on LevelDB, which neither of them syncs to disk. */
export class PouchdbPeer implements Peer {
  readonly name = `PouchDB → express-pouchdb, batches of ${batchSize}`;
  readonly #folder: string;
  readonly #server: PeerServer;
  readonly #random: RandomSource;

  private constructor(folder: string, server: PeerServer, random: RandomSource) {
    this.#folder = folder;
    this.#server = server;
    this.#random = random;
  }

  /** `folder` takes the databases of both sides. */
  static async start(folder: string, random: RandomSource): Promise<PouchdbPeer> {
    const served = join(folder, 'served');
    await mkdir(served, { recursive: true });
    return new PouchdbPeer(folder, await startPeer('pouchdb', { folder: served }), random);
  }

  get port(): number {
    return this.#server.ready.port;
  }

  async time(records: readonly Stored[], port: number, ready = () => {}): Promise<number> {
    const name = `bench-${this.#random.uuid()}`;
    const local = new PouchDB(join(this.#folder, name));
    await local.bulkDocs(records.map(toDocument));
    ready();
    const begun = performance.now();
    await local.replicate.to(`http://127.0.0.1:${port}/${name}`, { batch_size: batchSize });
    const took = performance.now() - begun;
    const served = new PouchDB(`http://127.0.0.1:${this.port}/${name}`);
    const { doc_count: arrived } = await served.info();
    await local.destroy();
    await served.destroy();
    if (arrived !== records.length) throw new Error(`${arrived} of ${records.length} documents arrived`);
    return took;
  }

  close(): Promise<void> {
    return this.#server.stop();
  }
}

function toDocument({ seq, bytes }: Stored): Readonly<Record<string, unknown>> {
  return { _id: String(seq).padStart(10, '0'), record: Buffer.from(bytes).toString('utf8') };
}
