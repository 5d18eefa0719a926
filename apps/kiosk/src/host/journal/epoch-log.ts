import type { Hash, Position, Sha256, SignedStatement } from '@pingjia/shared';
import type { EpochResume } from './checkpoint.ts';
import type { Damage } from './damage.ts';
import { EpochChain } from './epoch-chain.ts';
import type { Hole } from './epoch-index.ts';
import { EpochReader, type StoredItem } from './epoch-reader.ts';
import type { FileSystem } from './file-system.ts';
import { decodeFrame, encodeRecordFrame } from './frame.ts';
import { applyHealed, lastHealed, writeHealed } from './healed.ts';
import type { JournalMemory } from './journal-memory.ts';
import { type PrunedFile, readPruned, writePruned } from './pruned-file.ts';
import { scanEpoch } from './scan-epoch.ts';
import { isUnused } from './segment.ts';
import { SegmentFiles } from './segment-files.ts';
import { SegmentWriter } from './segment-writer.ts';

export interface EpochLogOptions {
  readonly fs: FileSystem;
  readonly folder: string;
  readonly epoch: string;
  readonly sha256: Sha256;
  readonly segmentBytes: number;
}

/** One epoch: its chain of records in its files. Not safe for concurrent appends: the journal queues them. */
export class EpochLog {
  readonly epoch: string;
  readonly #options: EpochLogOptions;
  readonly #files: SegmentFiles;
  readonly #reader: EpochReader;
  readonly #writer: SegmentWriter;
  #chain: EpochChain;
  #statement: SignedStatement | null = null;
  #healed = 0;

  private constructor(options: EpochLogOptions) {
    this.#options = options;
    this.epoch = options.epoch;
    this.#files = new SegmentFiles(options.fs, options.folder);
    this.#writer = new SegmentWriter(options, this.#files);
    this.#chain = new EpochChain(options.epoch, options.sha256);
    this.#reader = new EpochReader(this.#files, options.sha256, () => this.#chain);
  }

  /** A new epoch, ready for its first append. */
  static async create(options: EpochLogOptions): Promise<EpochLog> {
    const log = new EpochLog(options);
    try {
      await options.fs.makeFolder(options.folder);
      await log.#writer.begin();
    } catch (error) {
      await log.close();
      throw error;
    }
    return log;
  }

  /**
   * An epoch that exists, read from `resume` on, which fits its files. A torn tail is cut only where nothing whole
   * follows it; anything else unreadable stays as it is.
   */
  static async open(
    options: EpochLogOptions,
    memory: Pick<JournalMemory, 'visit' | 'restore'>,
    resume: EpochResume | null,
  ): Promise<EpochLog> {
    const log = new EpochLog(options);
    // A run that was killed may have made names that a power cut would still take.
    await options.fs.syncFolder(options.folder);
    const pruned = await readPruned(options.fs, options.folder);
    if (pruned !== null) await log.#drop(pruned);
    if (resume !== null) log.#chain = EpochChain.from(resume.chain, options.sha256);
    else if (pruned !== null) memory.restore(pruned.memory);
    const start = resume ?? { segment: pruned?.segment ?? 1, end: 0 };
    const end = await scanEpoch(log.#files, log.#chain, {
      start: { segment: start.segment, offset: start.end },
      visit: memory.visit,
    });
    if (resume === null) await applyHealed(log.#files, log.#chain, options.sha256);
    const { firstOffset, newest } = resume?.segment === end.segment ? resume : end;
    await log.#writer.continueAt({ ...end, firstOffset, newest: Math.max(end.newest, newest) }, log.damaged);
    return log;
  }

  /** Whether an epoch's files are those that `resume` was made of, as far as their sizes and the newest record tell. */
  static async fits(options: EpochLogOptions, { chain, segment, end, newest, sizes }: EpochResume): Promise<boolean> {
    const files = new SegmentFiles(options.fs, options.folder);
    try {
      for (const [number, size] of sizes) if ((await files.size(number)) < size) return false;
      if (chain.tip.seq === chain.pruned.seq) return true;
      const bytes = await (await files.file(segment)).read(newest, end - newest);
      const frame = decodeFrame(Buffer.from(bytes), 0);
      const last = frame?.parts.at(-1);
      return (
        frame !== null && newest + frame.size === end && last !== undefined && options.sha256(last) === chain.tip.hash
      );
    } catch {
      return false;
    } finally {
      await files.close();
    }
  }

  get tip(): Position {
    return this.#chain.tip;
  }

  /** The last record that was dropped on purpose; the start of the chain where none was. */
  get pruned(): Position {
    return this.#chain.pruned;
  }

  /** What the device signed about that; null where nothing was dropped but what lives on elsewhere. */
  get prunedStatement(): SignedStatement | null {
    return this.#statement;
  }

  /** Something in the middle cannot be read: continuity cannot be proved, so the journal goes on in a new epoch. */
  get damaged(): boolean {
    return this.#chain.damaged;
  }

  /** What is wrong and was not healed. */
  get damages(): readonly Damage[] {
    return this.#chain.outstanding;
  }

  get holes(): readonly Hole[] {
    return this.#chain.index.holes;
  }

  /** Records that were given back since this was opened. */
  get healed(): number {
    return this.#healed;
  }

  /** The first record of each file of appended records, by the file's number. */
  get segments(): ReadonlyMap<number, number> {
    return this.#chain.index.segments;
  }

  /**
   * Writes `records` as one act and makes them durable. `tip` is the position after them.
   * Throws the platform's error; then nothing counts as written.
   */
  async append(records: readonly Uint8Array[], tip: Position): Promise<void> {
    const { first, ...place } = await this.#writer.append(encodeRecordFrame(records));
    this.#chain.extend({ seq: tip.seq - records.length + 1, ...place }, first, tip);
  }

  /** Throws the platform's error while an append could not succeed: the file cannot be read back, or there is no room. */
  probe(): Promise<void> {
    return this.#writer.probe();
  }

  /** As SegmentWriter.settle: of the newest epoch, before anything in it is taken for durable. */
  settle(): Promise<void> {
    return this.#writer.settle();
  }

  /** As SegmentWriter.clean: before another epoch takes what this one refused. */
  clean(): Promise<void> {
    return this.#writer.clean();
  }

  /** As EpochReader.read. */
  read(from: number, limit: number, maxBytes: number): Promise<StoredItem[]> {
    return this.#reader.read(from, limit, maxBytes);
  }

  /** As EpochReader.hashAt. */
  hashAt(seq: number): Promise<Hash | null> {
    return this.#reader.hashAt(seq);
  }

  /** Where a later opening may begin to read: the state at the call, whatever is appended until it resolves. */
  async resume(name: string): Promise<EpochResume> {
    const chain = this.#chain.state;
    const { place } = this.#writer;
    const { appended, healed } = await this.#files.numbers();
    const sizes: [number, number][] = [];
    for (const number of [...appended.filter((n) => n <= place.segment), ...healed]) {
      sizes.push([number, await this.#files.size(number)]);
    }
    return { name, chain, ...place, sizes };
  }

  /** Reads the epoch again from its first file on, awaiting `pause` now and then. What it finds is the epoch's damage from then on. */
  async verify(pause: () => Promise<void>): Promise<void> {
    const { fs, folder, epoch, sha256 } = this.#options;
    const { tip, pruned } = this;
    const { segment: last, end: offset } = this.#writer.place;
    const files = new SegmentFiles(fs, folder);
    const fresh = new EpochChain(epoch, sha256, pruned);
    try {
      const [segment = 1] = (await files.numbers()).appended;
      const end = await scanEpoch(files, fresh, {
        start: { segment, offset: 0 },
        until: { segment: last, offset },
        visit: () => {},
        pause,
      });
      // What was dropped meanwhile is no damage.
      if (this.pruned.seq !== pruned.seq) return;
      if (fresh.tip.seq < tip.seq) {
        fresh.note({ kind: 'unreadable', seq: fresh.tip.seq + 1, segment: end.segment, offset: end.offset });
        fresh.lose(tip);
      }
      await applyHealed(files, fresh, sha256);
    } finally {
      await files.close();
    }
    if (fresh.damaged) this.#chain = fresh.continuedBy(this.#chain);
  }

  /** Fills holes with those of `candidates` that the hashes prove; how many they were. Throws the platform's error. */
  async heal(candidates: readonly Uint8Array[]): Promise<number> {
    const count = await writeHealed(this.#options, this.#files, this.#chain, candidates);
    this.#healed += count;
    return count;
  }

  /** Drops the files below `pruned.segment`, after what was signed about them is durable. Throws the platform's error. */
  async prune(pruned: PrunedFile): Promise<void> {
    await writePruned(this.#options.fs, this.#options.folder, pruned);
    await this.#drop(pruned);
  }

  /** Removes the files that were made ready for records to come: another epoch goes on. Throws the platform's error. */
  async end(): Promise<void> {
    await this.#writer.close();
    const { segment } = this.#writer.place;
    const { appended } = await this.#files.numbers();
    const unused: number[] = [];
    for (const number of appended.filter((one) => one > segment)) {
      // What does not look like one stays where it is.
      if (isUnused(await this.#files.bytes(number), this.epoch)) unused.push(number);
    }
    await this.#files.remove(unused);
  }

  async close(): Promise<void> {
    await this.#writer.close();
    await this.#files.close();
  }

  async #drop({ statement, through, segment }: PrunedFile): Promise<void> {
    this.#statement = statement;
    this.#chain.prune(through, segment);
    const { appended, healed } = await this.#files.numbers();
    const gone = appended.filter((number) => number < segment);
    for (const number of healed) if ((await lastHealed(this.#files, number)) <= through.seq) gone.push(number);
    await this.#files.remove(gone);
  }
}
