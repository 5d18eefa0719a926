import {
  type Hash,
  type MirrorCheckpoint,
  type MirrorPage,
  type MirrorRecord,
  mirrorRecordSchema,
  noHash,
  type RandomSource,
} from '@pingjia/shared';
import { z } from 'zod';
import { hashText } from '../data/text-hash.ts';

/** A journal in memory, chained and hashed like a real one. */
export class ScriptedJournal {
  readonly #random: RandomSource;
  #records: MirrorRecord[] = [];
  #epoch: string;
  /** Records of a page at most, whatever is asked for: a host bounds its pages by bytes. */
  pageSize = 1_000;

  constructor(random: RandomSource) {
    this.#random = random;
    this.#epoch = random.uuid();
  }

  get records(): readonly MirrorRecord[] {
    return this.#records;
  }

  async append(type: string, data: unknown): Promise<MirrorRecord> {
    const last = this.#records.findLast(({ epoch }) => epoch === this.#epoch);
    const seq = (last?.seq ?? 0) + 1;
    const prev = last?.hash ?? noHash;
    const text = JSON.stringify({
      v: 1,
      epoch: this.#epoch,
      seq,
      prev,
      type,
      wall: 0,
      mono: 0,
      boot: this.#epoch,
      data,
    });
    // Its sender signs what it says: shared's Hash is a brand on this very form.
    const record = {
      epoch: this.#epoch,
      seq,
      ordinal: this.#records.length + 1,
      text,
      hash: (await hashText(text)) as Hash,
    };
    this.#records.push(record);
    return record;
  }

  beginEpoch(): void {
    this.#epoch = this.#random.uuid();
  }

  /** Its records as text, for `load` of another. */
  save(): string {
    return JSON.stringify(this.#records);
  }

  /** Goes on where the saved journal ended. */
  load(saved: string): void {
    this.#records = z.array(mirrorRecordSchema).parse(JSON.parse(saved));
    this.#epoch = this.#records.at(-1)?.epoch ?? this.#epoch;
  }

  /** The folder was replaced: nothing of before is known. */
  replace(): void {
    this.#records = [];
    this.beginEpoch();
  }

  page(after: MirrorCheckpoint | null, limit: number): MirrorPage {
    const at =
      after === null
        ? 0
        : this.#records.findIndex(
            ({ epoch, seq, hash }) => epoch === after.epoch && seq === after.seq && hash === after.hash,
          ) + 1;
    if (after !== null && at === 0) return { outcome: 'reset' };
    const records = this.#records.slice(at, at + Math.min(limit, this.pageSize));
    const last = records.at(-1);
    return {
      outcome: 'page',
      records,
      checkpoint: last === undefined ? after : { epoch: last.epoch, seq: last.seq, hash: last.hash },
    };
  }
}
