import {
  type EpochReason,
  encodeRecord,
  err,
  fault,
  type Hash,
  maxRecordBytes,
  type Position,
  type RecordDraft,
  type RecordEnvelope,
  recordFormat,
  type Result,
  type Sha256,
} from '@pingjia/shared';

export interface AppendedRecord {
  readonly record: RecordEnvelope;
  readonly hash: Hash;
}

/** Records that are one act, when it happened, and whom to tell what became of it. */
export interface Act {
  readonly drafts: readonly RecordDraft[];
  readonly wall: number;
  readonly mono: number;
  readonly settle: (result: Result<readonly AppendedRecord[]>) => void;
}

/** Acts that go to disk in one write: each record gets its place behind the one before. */
export class RecordGroup {
  readonly bytes: Uint8Array[] = [];
  readonly records: AppendedRecord[] = [];
  readonly #epoch: string;
  readonly #boot: string;
  readonly #sha256: Sha256;
  readonly #taken: { readonly act: Act; readonly records: readonly AppendedRecord[] }[] = [];
  #tip: Position;
  #size = 0;

  constructor(epoch: string, after: Position, boot: string, sha256: Sha256) {
    this.#epoch = epoch;
    this.#boot = boot;
    this.#sha256 = sha256;
    this.#tip = after;
  }

  /** Position after everything taken so far. */
  get tip(): Position {
    return this.#tip;
  }

  /** Bytes of the records taken so far. */
  get size(): number {
    return this.#size;
  }

  /** Takes an act; one with an oversized record is refused alone (RECORD_TOO_LARGE) and leaves no trace. */
  take(act: Act): void {
    const encoded: Uint8Array[] = [];
    const records: AppendedRecord[] = [];
    let tip = this.#tip;
    for (const draft of act.drafts) {
      const record = this.#place(draft, act, tip);
      const bytes = encodeRecord(record);
      if (bytes.length > maxRecordBytes) return act.settle(err(fault('RECORD_TOO_LARGE', `${bytes.length} bytes`)));
      tip = { seq: record.seq, hash: this.#sha256(bytes) };
      encoded.push(bytes);
      records.push({ record, hash: tip.hash });
    }
    this.#tip = tip;
    this.#size += encoded.reduce((sum, { length }) => sum + length, 0);
    this.bytes.push(...encoded);
    this.records.push(...records);
    this.#taken.push({ act, records });
  }

  /** Tells every act what became of it. */
  settle(outcome: Result<void>): void {
    for (const { act, records } of this.#taken) act.settle(outcome.ok ? { ok: true, value: records } : outcome);
  }

  #place({ type, data }: RecordDraft, { wall, mono }: Act, after: Position): RecordEnvelope {
    const place = { v: recordFormat, epoch: this.#epoch, seq: after.seq + 1, prev: after.hash } as const;
    return { ...place, type, wall, mono, boot: this.#boot, data };
  }
}

/** The record that every epoch begins with. */
export function epochBegun(reason: EpochReason, before: { epoch: string; tip: Position } | undefined): RecordDraft {
  const previous = before === undefined ? null : { epoch: before.epoch, tip: before.tip };
  return { type: 'epoch-begun', data: { reason, previous } };
}
