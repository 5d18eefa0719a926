import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { batchLimits, type RandomSource } from '@pingjia/shared';
import type { Stage } from '../stage/stage.ts';
import type { Peer } from './peer.ts';
import { PlainPeer } from './plain/plain-peer.ts';
import { PouchdbPeer } from './pouchdb/pouchdb-peer.ts';
import { RxdbPeer } from './rxdb/rxdb-peer.ts';

/** One peer, and how many records it is given; its time is scaled up to all of them. */
export interface Contender {
  readonly peer: Peer;
  readonly sample: number;
}

/** Starts every peer, runs, and stops them; `sample` says how many records each kind of them is given. */
export async function withPeers<T>(
  { server: { database }, folder }: Stage,
  random: RandomSource,
  sample: { readonly raw: number; readonly batched: number; readonly single: number },
  run: (contenders: readonly Contender[]) => Promise<T>,
): Promise<T> {
  const pouchdb = join(folder, 'pouchdb');
  await mkdir(pouchdb);
  const contenders: Contender[] = [];
  const add = (peer: Peer, share: number) => contenders.push({ peer, sample: share });
  try {
    add(await PlainPeer.start(database, Infinity), sample.raw);
    add(await PlainPeer.start(database, batchLimits.records), sample.raw);
    add(await RxdbPeer.start(database, random), sample.batched);
    add(await PouchdbPeer.start(pouchdb, random), sample.batched);
    add(await PlainPeer.start(database, 1), sample.single);
    return await run(contenders);
  } finally {
    await Promise.all(contenders.map(({ peer }) => peer.close()));
  }
}

/** The contender's line in the table says what was scaled. */
export function contenderName({ peer, sample }: Contender, all: number): string {
  const scaled = sample < all ? `, scaled from ${sample.toLocaleString('en')}` : '';
  return `${peer.name}${scaled}`;
}
