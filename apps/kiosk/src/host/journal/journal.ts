import { dirname } from 'node:path';
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
import { ActQueue, timeOf } from './act-queue.ts';
import { dropCheckpoint, encodeCheckpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { diskFault } from './disk-fault.ts';
import { EpochLog } from './epoch-log.ts';
import type { StoredItem } from './epoch-reader.ts';
import type { EpochSummary } from './epoch-summary.ts';
import type { FileSystem } from './file-system.ts';
import { JournalCare } from './journal-care.ts';
import type { JournalMemory } from './journal-memory.ts';
import { type NamedEpoch, openEpochs } from './open-epochs.ts';
import { type AppendedRecord, epochBegun, RecordGroup } from './record-group.ts';
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
  /** Records after which the next opening's starting place is kept; default 5,000. */
  readonly checkpointEvery?: number;
}

const defaultCheckpointEvery = 5_000;

/** The device's source of truth: an append-only, hash-chained log. What append resolved with ok has been fdatasynced. */
export class Journal {
  readonly #options: JournalOptions;
  readonly #memory: JournalMemory;
  readonly #queue: ActQueue;
  readonly #listeners = new Set<() => void>();
  readonly #epochs: NamedEpoch[] = [];
  /** Everything but appending. */
  readonly care: JournalCare;
  #nextNumber = 1;
  /** The epoch that is being begun; after a failure it is tried again in its place, so that nothing piles up on a full disk. */
  #beginning: { readonly name: string; readonly epoch: string } | null = null;
  #fault: Fault | null = null;
  /** Records since the starting place of the next opening was kept. */
  #sinceCheckpoint = 0;
  #keeping: Promise<void> = Promise.resolve();
  #verified = true;

  private constructor(options: JournalOptions, memory: JournalMemory) {
    this.#options = options;
    this.#memory = memory;
    this.#queue = new ActQueue({
      clock: options.clock,
      group: () => this.#group(this.#newest.epoch, this.#newest.tip),
      write: (group) => this.#write(group),
    });
    this.care = new JournalCare({
      fs: options.fs,
      folder: options.folder,
      journal: this,
      epochs: this.#epochs,
      attempt: (task) => this.#attempt(task),
      begin: (reason) => this.#begin(reason),
      forgetCheckpoint: () => this.#forgetCheckpoint(),
    });
  }

  /**
   * Opens the folder, or begins its first epoch, and folds the records into `memory`, oldest first. Where the newest
   * epoch has damage in its middle a new one is opened. What it found is durable when it resolves. Throws FaultError JOURNAL_VERSION_UNKNOWN or the platform's error.
   */
  static async open(options: JournalOptions, memory: JournalMemory): Promise<Journal> {
    const { fs, folder, sha256, segmentBytes = defaultSegmentBytes } = options;
    await fs.makeFolder(folder);
    for (const named of [dirname(folder), folder]) await fs.syncFolder(named);
    const journal = new Journal(options, memory);
    const checkpoint = await readCheckpoint(fs, folder, sha256);
    const { epochs, nextNumber, read, whole } = await openEpochs({ ...options, segmentBytes }, memory, checkpoint);
    journal.#epochs.push(...epochs);
    journal.#nextNumber = nextNumber;
    journal.#sinceCheckpoint = read;
    journal.#verified = whole;
    await epochs.at(-1)?.log.settle();
    if (epochs.length === 0) await journal.#begin('created');
    else if (journal.#newest.damaged) await journal.#begin('damaged');
    else journal.#keepCheckpoint();
    for (const { log } of epochs.slice(0, -1)) await log.end().catch(() => undefined);
    return journal;
  }

  get epochs(): readonly EpochSummary[] {
    let base = 0;
    return this.#epochs.map(({ log }) => {
      const { epoch, tip, pruned, prunedStatement, holes, healed } = log;
      const summary = { epoch, tip, base, pruned, prunedStatement, holes, healed, segments: () => log.segments };
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

  /** Whether every record was read and checked when the journal was opened; otherwise `care.verify` is still to be done. */
  get verified(): boolean {
    return this.#verified;
  }

  /**
   * Writes `drafts` as one act, whole or not at all, and resolves when they are durable. Acts are written in call order;
   * those that wait for the disk together share one fdatasync. Errors: JOURNAL_FULL, JOURNAL_WRITE_FAILED, RECORD_TOO_LARGE.
   */
  append(drafts: readonly RecordDraft[]): Promise<Result<readonly AppendedRecord[]>> {
    return this.#queue.add(drafts);
  }

  /**
   * Tries whether the disk takes writes again after a failed append; where what was acknowledged cannot be read back, a
   * new epoch does. Errors as append.
   */
  async probe(): Promise<Result<void>> {
    const probed = await this.#attempt(() => this.#newest.probe());
    if (probed.ok || probed.error.code !== 'JOURNAL_DAMAGED') return probed;
    const verified = await this.care.verify(() => Promise.resolve());
    return verified.ok ? this.#attempt(() => this.#newest.probe()) : verified;
  }

  /** Ends the current epoch and begins another; what is queued before lies in the old one. Errors as append. */
  async beginEpoch(reason: EpochReason): Promise<Result<EpochSummary>> {
    const begun = await this.#attempt(() => this.#begin(reason));
    return begun.ok ? ok(this.current) : begun;
  }

  /** Stored items of an epoch from `seq` on; empty past its tip or for an unknown epoch. Holes stand where nothing can be read. */
  async read(epoch: string, seq: number, limit: number, maxBytes: number): Promise<readonly StoredItem[]> {
    return (await this.#log(epoch)?.read(seq, limit, maxBytes)) ?? [];
  }

  /** The hash at a position of an epoch; null where there is no such record or it cannot be read. */
  async hashAt(epoch: string, seq: number): Promise<Hash | null> {
    return (await this.#log(epoch)?.hashAt(seq)) ?? null;
  }

  /** Calls `listener` after every durable append. */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits for what was queued, then releases the files. */
  async close(): Promise<void> {
    if (this.#queue.closed) return;
    await this.#queue.close();
    await this.#keeping;
    for (const { log } of this.#epochs) await log.close();
  }

  get #newest(): EpochLog {
    const newest = this.#epochs.at(-1);
    if (newest === undefined) throw new Error('an open journal has an epoch');
    return newest.log;
  }

  #log(epoch: string): EpochLog | undefined {
    return this.#epochs.find(({ log }) => log.epoch === epoch)?.log;
  }

  #group(epoch: string, after: Position): RecordGroup {
    return new RecordGroup(epoch, after, this.#options.boot, this.#options.sha256);
  }

  async #write(group: RecordGroup): Promise<Result<void>> {
    try {
      await this.#newest.append(group.bytes, group.tip);
    } catch (error) {
      this.#fault = diskFault(error);
      return err(this.#fault);
    }
    this.#fault = null;
    this.#remember(group);
    this.#announce();
    return ok();
  }

  /** Runs `task` while nothing is appended. What it throws is told as the journal's fault. */
  async #attempt(task: () => Promise<void>): Promise<Result<void>> {
    let result: Result<void> = err(fault('JOURNAL_WRITE_FAILED', 'closed'));
    if (this.#queue.closed) return result;
    await this.#queue.exclusively(async () => {
      try {
        await task();
        this.#fault = null;
        result = ok();
      } catch (error) {
        this.#fault = diskFault(error);
        result = err(this.#fault);
      }
    });
    this.#announce();
    return result;
  }

  async #begin(reason: EpochReason): Promise<void> {
    const { fs, folder, clock, segmentBytes = defaultSegmentBytes } = this.#options;
    const before = this.#epochs.at(-1)?.log;
    await before?.clean();
    this.#beginning ??= this.#newName();
    const { name, epoch } = this.#beginning;
    const log = await EpochLog.create({ ...this.#options, folder: `${folder}/${name}`, segmentBytes, epoch });
    const group = this.#group(epoch, chainStart);
    group.take({ drafts: [epochBegun(reason, before)], ...timeOf(clock), settle: () => {} });
    try {
      await log.append(group.bytes, group.tip);
      await fs.syncFolder(folder);
    } catch (error) {
      await log.close();
      throw error;
    }
    this.#beginning = null;
    this.#epochs.push({ name, log });
    // What a disk keeps all the same is removed by the next opening.
    await before?.end().catch(() => undefined);
    this.#remember(group);
  }

  #newName(): { readonly name: string; readonly epoch: string } {
    const epoch = this.#options.random.uuid();
    return { name: `${String(this.#nextNumber++).padStart(6, '0')}-${epoch}`, epoch };
  }

  #remember(group: RecordGroup): void {
    for (const { record, hash } of group.records) this.#memory.visit(record, hash);
    this.#sinceCheckpoint += group.records.length;
    this.#keepCheckpoint();
  }

  /** Every so many records. State and memory are those of this moment; writing them holds up no append, failing costs the next opening time. */
  #keepCheckpoint(): void {
    const { fs, folder, sha256, checkpointEvery = defaultCheckpointEvery } = this.#options;
    if (this.#sinceCheckpoint < checkpointEvery) return;
    this.#sinceCheckpoint = 0;
    const memory = this.#memory.snapshot();
    const epochs = Promise.all(this.#epochs.map(({ name, log }) => log.resume(name)));
    this.#keeping = Promise.all([epochs, this.#keeping])
      .then(([states]) => writeCheckpoint(fs, folder, encodeCheckpoint({ epochs: states, memory }, sha256)))
      .catch(() => undefined);
  }

  /** One that is being written still would come to lie there afterwards. */
  async #forgetCheckpoint(): Promise<void> {
    await this.#keeping;
    await dropCheckpoint(this.#options.fs, this.#options.folder);
    this.#sinceCheckpoint = Number.POSITIVE_INFINITY;
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}
