import {
  type Clock,
  chainStart,
  type EpochReason,
  err,
  type Fault,
  fault,
  type Hash,
  ok,
  type Position,
  type RandomSource,
  type RecordDraft,
  type Result,
  type Sha256,
} from '@pingjia/shared';
import { diskFault } from './disk-fault.ts';
import type { RecordVisitor } from './epoch-chain.ts';
import { EpochLog, type StoredItem } from './epoch-log.ts';
import type { FileSystem } from './file-system.ts';
import { type Act, type AppendedRecord, epochBegun, RecordGroup } from './record-group.ts';
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

export interface EpochSummary {
  readonly epoch: string;
  readonly tip: Position;
  /** Records in all epochs before it: seq + base is a record's place in the whole journal. */
  readonly base: number;
}

/** Bytes of records that one write takes at most; more waits for the next. */
const maxGroupBytes = 1024 * 1024;

/** The device's source of truth: an append-only, hash-chained log. What append resolved with ok has been fdatasynced. */
export class Journal {
  readonly #options: JournalOptions;
  readonly #logs: EpochLog[] = [];
  readonly #listeners = new Set<() => void>();
  #nextNumber = 1;
  #queue: Act[] = [];
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

  /** How far an epoch goes; null where there is no such epoch. */
  tipOf(epoch: string): Position | null {
    return this.#log(epoch)?.tip ?? null;
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
    return new Promise((settle) => {
      this.#queue.push({ drafts, ...this.#now(), settle });
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
    const group = this.#group(log.epoch, log.tip);
    for (let act = this.#queue.shift(); act !== undefined; ) {
      group.take(act);
      act = group.size < maxGroupBytes ? this.#queue.shift() : undefined;
    }
    if (group.bytes.length === 0) return;
    let outcome: Result<void> = ok();
    try {
      await log.append(group.bytes, group.tip);
      this.#fault = null;
    } catch (error) {
      outcome = err(this.#note(error));
    }
    group.settle(outcome);
    if (outcome.ok) this.#announce();
  }

  #group(epoch: string, after: Position): RecordGroup {
    return new RecordGroup(epoch, after, this.#options.boot, this.#options.sha256);
  }

  async #begin(reason: EpochReason, visit: RecordVisitor): Promise<void> {
    const before = this.#logs.at(-1);
    const epoch = this.#options.random.uuid();
    const name = `${String(this.#nextNumber++).padStart(6, '0')}-${epoch}`;
    const log = await EpochLog.create({ ...this.#options, ...this.#files(name), epoch });
    const group = this.#group(epoch, chainStart);
    group.take({ drafts: [epochBegun(reason, before)], ...this.#now(), settle: () => {} });
    await log.append(group.bytes, group.tip);
    await this.#options.fs.syncFolder(this.#options.folder);
    this.#logs.push(log);
    for (const { record, hash } of group.records) visit(record, hash);
  }

  #now(): { wall: number; mono: number } {
    const { clock } = this.#options;
    return { wall: Math.round(clock.wall()), mono: clock.monotonic() };
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
    this.#fault = diskFault(error);
    return this.#fault;
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

const epochFolder = /^\d{6}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
