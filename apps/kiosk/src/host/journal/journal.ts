import {
  type Clock,
  chainStart,
  type EpochReason,
  encodeRecord,
  err,
  type Fault,
  fault,
  type Hash,
  maxRecordBytes,
  ok,
  type Position,
  type RandomSource,
  type RecordDraft,
  type RecordEnvelope,
  recordFormat,
  type Result,
  type Sha256,
} from '@pingjia/shared';
import { EpochLog, type RecordVisitor, type StoredItem } from './epoch-log.ts';
import type { FileSystem } from './file-system.ts';
import { defaultSegmentBytes } from './segment.ts';

export interface JournalOptions {
  readonly fs: FileSystem;
  /** Holds one folder per epoch. The caller has locked it. */
  readonly folder: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly sha256: Sha256;
  /** Names this run of the host. */
  readonly boot: string;
  readonly segmentBytes?: number;
}

export interface AppendedRecord {
  readonly record: RecordEnvelope;
  readonly hash: Hash;
}

export interface EpochSummary {
  readonly epoch: string;
  readonly tip: Position;
  /** Records in all epochs before it: seq + base is a record's place in the whole journal. */
  readonly base: number;
}

/** Bytes of records that one write takes at most; more waits for the next. */
const maxGroupBytes = 1024 * 1024;

interface Pending {
  readonly drafts: readonly RecordDraft[];
  readonly wall: number;
  readonly mono: number;
  readonly settle: (result: Result<readonly AppendedRecord[]>) => void;
}

interface Group {
  readonly taken: { readonly pending: Pending; readonly records: AppendedRecord[] }[];
  readonly bytes: Uint8Array[];
  tip: Position;
}

/** The device's source of truth: an append-only, hash-chained log. What append resolved with ok has been fdatasynced. */
export class Journal {
  readonly #options: JournalOptions;
  readonly #logs: EpochLog[] = [];
  readonly #listeners = new Set<() => void>();
  #nextNumber = 1;
  #queue: Pending[] = [];
  #working: Promise<void> = Promise.resolve();
  #flushing = false;
  #fault: Fault | null = null;
  #closed = false;

  private constructor(options: JournalOptions) {
    this.#options = options;
  }

  /**
   * Opens the folder, or begins its first epoch. Every readable record goes to `visit`, oldest first. Where the newest
   * epoch has damage in its middle a new one is opened. Throws FaultError JOURNAL_VERSION_UNKNOWN or the platform's error.
   */
  static async open(options: JournalOptions, visit: RecordVisitor): Promise<Journal> {
    const journal = new Journal(options);
    const { fs, folder } = options;
    await fs.makeFolder(folder);
    const names = (await fs.list(folder)).filter((name) => epochFolder.test(name));
    for (const name of names) {
      const epoch = name.slice(7);
      const log = await EpochLog.open({ ...options, ...journal.#files(name), epoch }, visit);
      journal.#nextNumber = Number(name.slice(0, 6)) + 1;
      // The power went between making the folder and its first record: nothing of that epoch was ever acknowledged.
      if (log.tip.seq === 0 && !log.damaged) await log.close();
      else journal.#logs.push(log);
    }
    const newest = journal.#logs.at(-1);
    if (newest === undefined) await journal.#begin('created', visit);
    else if (newest.damaged) await journal.#begin('damaged', visit);
    return journal;
  }

  get epochs(): readonly EpochSummary[] {
    let base = 0;
    return this.#logs.map(({ epoch, tip }) => {
      const summary = { epoch, tip, base };
      base += tip.seq;
      return summary;
    });
  }

  /** Epoch and tip that the next append continues. */
  get current(): EpochSummary {
    const current = this.epochs.at(-1);
    if (current === undefined) throw new Error('an open journal has an epoch');
    return current;
  }

  /** Why nothing can be written at the moment, as the last append found; null when it could. */
  get fault(): Fault | null {
    return this.#fault;
  }

  /**
   * Writes `drafts` as one act, whole or not at all, and resolves when they are durable. Acts are written in call order;
   * those that wait for the disk together share one fdatasync. Errors: JOURNAL_FULL, JOURNAL_WRITE_FAILED, RECORD_TOO_LARGE.
   */
  append(drafts: readonly RecordDraft[]): Promise<Result<readonly AppendedRecord[]>> {
    if (this.#closed) return Promise.resolve(err(fault('JOURNAL_WRITE_FAILED', 'closed')));
    if (drafts.length === 0) return Promise.resolve(ok([]));
    const { clock } = this.#options;
    return new Promise((settle) => {
      this.#queue.push({ drafts, wall: Math.round(clock.wall()), mono: clock.monotonic(), settle });
      this.#schedule();
    });
  }

  /** Tries whether the disk takes writes again after a failed append. Errors as append. */
  async probe(): Promise<Result<void>> {
    await this.#exclusively(async () => {
      try {
        await this.#logs.at(-1)?.probe();
        this.#fault = null;
      } catch (error) {
        this.#note(error);
      }
    });
    return this.#fault === null ? ok() : err(this.#fault);
  }

  /** Ends the current epoch and begins another; what is queued before lies in the old one. Errors as append. */
  async beginEpoch(reason: EpochReason): Promise<Result<EpochSummary>> {
    let result: Result<EpochSummary> = err(fault('JOURNAL_WRITE_FAILED', 'closed'));
    await this.#exclusively(async () => {
      try {
        await this.#begin(reason, () => {});
        result = ok(this.current);
      } catch (error) {
        result = err(this.#note(error));
      }
    });
    this.#announce();
    return result;
  }

  /** Stored items of an epoch from `seq` on; empty past its tip or for an unknown epoch. Holes stand where nothing can be read. */
  async read(epoch: string, seq: number, limit: number, maxBytes: number): Promise<readonly StoredItem[]> {
    return (await this.#log(epoch)?.read(seq, limit, maxBytes)) ?? [];
  }

  /** The hash at a position of an epoch; null where there is no such record or it cannot be read. */
  async hashAt(epoch: string, seq: number): Promise<Hash | null> {
    const log = this.#log(epoch);
    if (log === undefined || seq > log.tip.seq || seq < 0) return null;
    if (seq === 0) return chainStart.hash;
    if (seq === log.tip.seq) return log.tip.hash;
    const [item] = await log.read(seq, 1, 0);
    return item?.kind === 'record' || item?.to === seq ? item.hash : null;
  }

  /** Calls `listener` after every durable append. */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits for what was queued, then releases the files. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#exclusively(async () => {
      for (const log of this.#logs) await log.close();
    });
  }

  #schedule(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    void this.#exclusively(async () => {
      while (this.#queue.length > 0) await this.#flush();
      this.#flushing = false;
    });
  }

  /** One writer at a time. */
  #exclusively(task: () => Promise<void>): Promise<void> {
    this.#working = this.#working.then(task);
    return this.#working;
  }

  async #flush(): Promise<void> {
    const log = this.#logs.at(-1);
    if (log === undefined) throw new Error('an open journal has an epoch');
    const group: Group = { taken: [], bytes: [], tip: log.tip };
    for (let size = 0; size < maxGroupBytes && this.#queue.length > 0; ) {
      const pending = this.#queue.shift();
      if (pending !== undefined) size += this.#encode(log.epoch, group, pending);
    }
    if (group.bytes.length === 0) return;
    let failure: Fault | null = null;
    try {
      await log.append(group.bytes, group.tip);
      this.#fault = null;
    } catch (error) {
      failure = this.#note(error);
    }
    for (const { pending, records } of group.taken) pending.settle(failure === null ? ok(records) : err(failure));
    if (failure === null) this.#announce();
  }

  /** Encodes one act behind what the group holds; an act with an oversized record is refused alone. Gives its bytes. */
  #encode(epoch: string, group: Group, pending: Pending): number {
    const records: AppendedRecord[] = [];
    const encoded: Uint8Array[] = [];
    let tip = group.tip;
    for (const { type, data } of pending.drafts) {
      const { wall, mono } = pending;
      const record: RecordEnvelope = {
        v: recordFormat,
        epoch,
        seq: tip.seq + 1,
        prev: tip.hash,
        type,
        wall,
        mono,
        boot: this.#options.boot,
        data,
      };
      const bytes = encodeRecord(record);
      if (bytes.length > maxRecordBytes) {
        pending.settle(err(fault('RECORD_TOO_LARGE', `${bytes.length} bytes`)));
        return 0;
      }
      tip = { seq: record.seq, hash: this.#options.sha256(bytes) };
      records.push({ record, hash: tip.hash });
      encoded.push(bytes);
    }
    group.taken.push({ pending, records });
    group.bytes.push(...encoded);
    group.tip = tip;
    return encoded.reduce((sum, { length }) => sum + length, 0);
  }

  async #begin(reason: EpochReason, visit: RecordVisitor): Promise<void> {
    const before = this.#logs.at(-1);
    const epoch = this.#options.random.uuid();
    const name = `${String(this.#nextNumber++).padStart(6, '0')}-${epoch}`;
    const log = await EpochLog.create({ ...this.#options, ...this.#files(name), epoch });
    const previous = before === undefined ? null : { epoch: before.epoch, tip: before.tip };
    const { clock } = this.#options;
    const group: Group = { taken: [], bytes: [], tip: chainStart };
    const draft: RecordDraft = { type: 'epoch-begun', data: { reason, previous } };
    this.#encode(epoch, group, {
      drafts: [draft],
      wall: Math.round(clock.wall()),
      mono: clock.monotonic(),
      settle: () => {},
    });
    await log.append(group.bytes, group.tip);
    await this.#options.fs.syncFolder(this.#options.folder);
    this.#logs.push(log);
    for (const { records } of group.taken) for (const { record, hash } of records) visit(record, hash);
  }

  #log(epoch: string): EpochLog | undefined {
    return this.#logs.find((log) => log.epoch === epoch);
  }

  #files(name: string): { folder: string; segmentBytes: number } {
    return {
      folder: `${this.#options.folder}/${name}`,
      segmentBytes: this.#options.segmentBytes ?? defaultSegmentBytes,
    };
  }

  #note(error: unknown): Fault {
    const code = (error as NodeJS.ErrnoException).code;
    this.#fault = code === 'ENOSPC' || code === 'EDQUOT' ? fault('JOURNAL_FULL') : fault('JOURNAL_WRITE_FAILED', code);
    return this.#fault;
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

const epochFolder = /^\d{6}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
