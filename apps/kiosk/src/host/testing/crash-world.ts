import { nodeSha256 } from '@pingjia/node-platform';
import type { Hash, RecordDraft, RecordEnvelope, SignedStatement } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { Journal } from '../journal/journal.ts';
import { noMemory } from '../journal/journal-memory.ts';
import { SimulatedDisk } from './simulated-disk.ts';

const folder = '/pad/journal';

/** A record that append resolved ok for. */
export interface Acknowledged {
  readonly epoch: string;
  readonly seq: number;
  readonly hash: Hash;
}

/** A journal on a simulated disk, and what it has promised so far. */
export class CrashWorld {
  readonly folder = folder;
  readonly acknowledged: Acknowledged[] = [];
  /** Records that the scripts wanted dropped, by epoch. */
  readonly dropped = new Map<string, number>();
  disk: SimulatedDisk;
  #journal: Journal | null = null;
  readonly #random: SeededRandom;
  #number: number;

  /** Its records are numbered from `first` on. */
  constructor(seed: number, first = 1) {
    this.#number = first;
    this.#random = new SeededRandom(seed);
    this.disk = new SimulatedDisk(new SeededRandom(seed + 1));
  }

  get journal(): Journal {
    if (this.#journal === null) throw new Error('the journal is not open');
    return this.#journal;
  }

  /** Small files and few records between checkpoints, so that a short history meets all of it. */
  async open(visited: RecordEnvelope[] = []): Promise<Journal> {
    const random = this.#random;
    const options = {
      fs: this.disk,
      folder,
      clock: new ManualClock(),
      random,
      sha256: nodeSha256,
      boot: random.uuid(),
    };
    this.#journal = await Journal.open(
      { ...options, segmentBytes: 2_048, checkpointEvery: 7 },
      { ...noMemory, visit: (record) => visited.push(record) },
    );
    return this.#journal;
  }

  /** One act of so many records that are told apart by their numbers. */
  async append(records: number): Promise<void> {
    const drafts = Array.from({ length: records }, (): RecordDraft => {
      return { type: 'clock-stepped', data: { by: this.#number++ } };
    });
    const result = await this.journal.append(drafts);
    if (!result.ok) return;
    for (const { record, hash } of result.value) {
      this.acknowledged.push({ epoch: record.epoch, seq: record.seq, hash });
    }
  }

  /** Drops the oldest file of the newest epoch, if another follows it. */
  async prune(statement: SignedStatement): Promise<void> {
    const { epoch, segments } = this.journal.current;
    const [, next] = [...segments()];
    if (next === undefined) return;
    const [segment, first] = next;
    const through = { seq: first - 1, hash: (await this.journal.hashAt(epoch, first - 1)) as Hash };
    this.dropped.set(epoch, through.seq);
    await this.journal.care.prune(epoch, { through, segment, memory: null, statement });
  }

  /** The exact bytes of everything, as a mirror holds them. */
  async copies(): Promise<readonly Uint8Array[]> {
    const { epoch } = this.journal.current;
    const items = await this.journal.read(epoch, 1, 1_000_000, Number.MAX_SAFE_INTEGER);
    return items.flatMap((item) => (item.kind === 'record' ? [Uint8Array.from(item.bytes)] : []));
  }
}
