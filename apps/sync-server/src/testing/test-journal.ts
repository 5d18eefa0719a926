import { nodeSha256 } from '@pingjia/node-platform';
import {
  type Batch,
  type BatchItem,
  chainStart,
  type EpochBegun,
  encodeRecord,
  type Hash,
  type Position,
  type RandomSource,
  type RecordDraft,
} from '@pingjia/shared';

export interface WrittenRecord {
  readonly seq: number;
  readonly hash: Hash;
  readonly bytes: Uint8Array;
}

export interface TestJournalOptions {
  /** Content of the first record; null: the epoch begins with whatever is appended first. */
  readonly begun?: EpochBegun | null;
  /** Milliseconds; a second passes with every record. */
  readonly wall?: number;
  readonly epoch?: string;
}

/** One epoch of a device's journal, in memory: chains records as a device does. */
export class TestJournal {
  readonly epoch: string;
  readonly records: WrittenRecord[] = [];
  readonly #random: RandomSource;
  readonly boot: string;
  #wall: number;

  constructor(
    random: RandomSource,
    { begun, wall = Date.UTC(2026, 0, 5, 9), epoch = random.uuid() }: TestJournalOptions = {},
  ) {
    this.#random = random;
    this.#wall = wall;
    this.epoch = epoch;
    this.boot = random.uuid();
    if (begun !== null) this.append({ type: 'epoch-begun', data: begun ?? { reason: 'created', previous: null } });
  }

  /** A copy of the folder: the same epoch and records so far. */
  copy(): TestJournal {
    const copied = new TestJournal(this.#random, { begun: null, wall: this.#wall, epoch: this.epoch });
    copied.records.push(...this.records);
    return copied;
  }

  get tip(): Position {
    const last = this.records.at(-1);
    return last === undefined ? chainStart : { seq: last.seq, hash: last.hash };
  }

  append(draft: RecordDraft): WrittenRecord {
    return this.appendAny(draft.type, draft.data);
  }

  /** Any type and any data, such as a later version would write. */
  appendAny(type: string, data: unknown): WrittenRecord {
    const { seq, hash } = this.tip;
    this.#wall += 1_000;
    return this.appendBytes(
      encodeRecord({
        v: 1,
        epoch: this.epoch,
        seq: seq + 1,
        prev: hash,
        type,
        wall: this.#wall,
        mono: (seq + 1) * 1_000,
        boot: this.boot,
        data,
      }),
    );
  }

  /** Bytes as they are, whether or not they are a record. */
  appendBytes(bytes: Uint8Array): WrittenRecord {
    const record = { seq: this.tip.seq + 1, hash: nodeSha256(bytes), bytes };
    this.records.push(record);
    return record;
  }

  /** Records `from`…`to` for `device`; `replace` puts other items, such as placeholders, at some seqs. */
  batch(device: string, from = 1, to = this.tip.seq, replace: ReadonlyMap<number, BatchItem> = new Map()): Batch {
    const items = this.records
      .slice(from - 1, to)
      .map((record): BatchItem => replace.get(record.seq) ?? { kind: 'record', bytes: record.bytes });
    const tip = this.records[to - 1]?.hash ?? chainStart.hash;
    return { header: { device, epoch: this.epoch, from, to, tip }, items };
  }
}
