import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { chunks } from '../../chunks.ts';
import type { Stored } from '../../floors/raw-rows.ts';
import type { DatabaseAddress } from '../../stage/server.ts';
import type { Peer } from '../peer.ts';
import { type PeerServer, startPeer } from '../start-peer.ts';

const identitySchema = z.tuple([z.string(), z.string()]);
const answerSchema = z.object({ taken: z.int() });

/** What a diligent afternoon brings forth: HTTP POSTs of `size` records each (Infinity: all in one), one after the other, nothing signed or checked. */
export class PlainPeer implements Peer {
  readonly name: string;
  readonly #size: number;
  readonly #server: PeerServer;

  private constructor(size: number, server: PeerServer) {
    this.name = nameOf(size);
    this.#size = size;
    this.#server = server;
  }

  static async start(database: DatabaseAddress, size: number): Promise<PlainPeer> {
    return new PlainPeer(size, await startPeer('plain', { database }));
  }

  get port(): number {
    return this.#server.ready.port;
  }

  async time(records: readonly Stored[], port: number, ready = () => {}): Promise<number> {
    const begin = await fetch(`http://127.0.0.1:${this.port}/`, { method: 'PUT' });
    const path = identitySchema.parse(await begin.json()).join('/');
    const bodies = chunks(records, Math.min(this.#size, records.length));
    ready();
    const begun = performance.now();
    for (const body of bodies) await this.#post(`http://127.0.0.1:${port}/${path}`, body);
    return performance.now() - begun;
  }

  async #post(url: string, records: readonly Stored[]): Promise<void> {
    const lines = Buffer.from(records.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('\n'));
    const gzip = this.#size > 1;
    const response = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(gzip ? gzipSync(lines) : lines),
      headers: gzip ? { 'content-encoding': 'gzip' } : {},
    });
    const answer = await response.text();
    if (!response.ok || answerSchema.parse(JSON.parse(answer)).taken !== records.length) throw new Error(answer);
  }

  close(): Promise<void> {
    return this.#server.stop();
  }
}

function nameOf(size: number): string {
  if (size === 1) return 'one POST per record';
  return size === Infinity ? 'raw, all in one POST' : `raw batches of ${size}, POST`;
}
