import {
  type Batch,
  type BatchItem,
  chainStart,
  type EpochBegun,
  encodeBatch,
  encodeRecord,
  type Hash,
  type Position,
  type RandomSource,
  type RecordDraft,
} from '@pingjia/shared';
import { nodeSha256 } from '../platform/node-platform.ts';

export interface WrittenRecord {
  readonly seq: number;
  readonly hash: Hash;
  readonly bytes: Uint8Array;
}

/** One epoch of a device's journal, in memory: chains records as a device does. */
export class TestJournal {
  readonly epoch: string;
  readonly records: WrittenRecord[] = [];
  readonly #random: RandomSource;
  readonly #boot: string;
  #wall: number;

  /** Begins with `epoch-begun` unless `begun` is null. `wall` in milliseconds; a second passes with every record. */
  constructor(
    random: RandomSource,
    begun: EpochBegun | null = { reason: 'created', previous: null },
    wall = Date.UTC(2026, 0, 5, 9),
  ) {
    this.#random = random;
    this.#wall = wall;
    this.epoch = random.uuid();
    this.#boot = random.uuid();
    if (begun !== null) this.append({ type: 'epoch-begun', data: begun });
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
        boot: this.#boot,
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

  uuid(): string {
    return this.#random.uuid();
  }

  /** Records `from`…`to` for `device`; `replace` puts other items, such as placeholders, at some seqs. */
  batch(device: string, from = 1, to = this.tip.seq, replace: ReadonlyMap<number, BatchItem> = new Map()): Batch {
    const items = this.records
      .slice(from - 1, to)
      .map((record): BatchItem => replace.get(record.seq) ?? { kind: 'record', bytes: record.bytes });
    const tip = this.records[to - 1]?.hash ?? chainStart.hash;
    return { header: { device, epoch: this.epoch, from, to, tip }, items };
  }

  encoded(device: string, from?: number, to?: number): Uint8Array {
    return encodeBatch(this.batch(device, from, to));
  }
}
