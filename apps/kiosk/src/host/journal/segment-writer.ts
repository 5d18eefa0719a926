import { FaultError } from '@pingjia/shared';
import type { FileSystem } from './file-system.ts';
import { decodeFrame } from './frame.ts';
import type { EpochEnd } from './scan-epoch.ts';
import { prepareSegment, scanSegment } from './segment.ts';
import type { SegmentFiles } from './segment-files.ts';

export interface SegmentWriterOptions {
  readonly fs: FileSystem;
  readonly folder: string;
  readonly epoch: string;
  readonly segmentBytes: number;
}

/** Where a frame was written; `first` of its file or not. */
export interface Written {
  readonly segment: number;
  readonly offset: number;
  readonly first: boolean;
}

/** A window that does not open is worse than a disk asked again. */
const settleAttempts = 3;

/** Appends frames to the newest file of an epoch and keeps the next file ready. One append at a time. */
export class SegmentWriter {
  readonly #options: SegmentWriterOptions;
  readonly #files: SegmentFiles;
  #segment = 1;
  #end = 0;
  /** Where the segment's first record frame lies: behind its header. */
  #firstOffset = 0;
  #newest = 0;
  /** Bytes up to here may hold an append that was never acknowledged; the next write covers them with zeros. */
  #dirtyUntil = 0;
  /** An earlier run wrote here: what reads as zeros may be an append of it on the medium. */
  #inherited = false;
  readonly #prepared = new Set<number>();
  #preparing: Promise<void> | null = null;
  #suspect = false;

  constructor(options: SegmentWriterOptions, files: SegmentFiles) {
    this.#options = options;
    this.#files = files;
  }

  /** Where the next frame belongs, where the file's first and newest one lie. */
  get place(): { segment: number; end: number; firstOffset: number; newest: number } {
    return { segment: this.#segment, end: this.#end, firstOffset: this.#firstOffset, newest: this.#newest };
  }

  /** Makes the first file of a new epoch. Throws the platform's error. */
  async begin(): Promise<void> {
    await this.#prepare(1);
    await this.#use(1);
  }

  /** Goes on at the end that was found. What is torn behind it is covered with zeros, unless the epoch is `damaged`. */
  async continueAt(end: EpochEnd, damaged: boolean): Promise<void> {
    for (const number of (await this.#files.numbers()).appended) this.#prepared.add(number);
    this.#segment = end.segment;
    this.#end = end.offset;
    this.#firstOffset = end.firstOffset;
    this.#newest = end.newest;
    this.#dirtyUntil = end.offset;
    this.#inherited = !damaged;
    if (end.torn) await this.clean();
  }

  /**
   * Makes what was found durable. A run that was killed, or whose sync failed, may have left its last append in the
   * system's memory alone, where only writing it again brings it to the disk. Throws the platform's error.
   */
  async settle(): Promise<void> {
    if (this.#newest === 0) return;
    const size = this.#end - this.#newest;
    const found = await (await this.#files.file(this.#segment)).read(this.#newest, size);
    // The padding of a newest frame may be missing where the file ends.
    const frame = decodeFrame(Buffer.from(found), 0);
    if (frame?.size !== size) throw new FaultError('JOURNAL_DAMAGED', 'what was read is gone from memory');
    for (let left = settleAttempts; ; left -= 1) {
      try {
        const file = await this.#files.file(this.#segment);
        // Read only once: a sync that fails may throw away what was to be written.
        await file.write(this.#newest, found);
        return await file.datasync();
      } catch (error) {
        await this.#files.release(this.#segment);
        if (left <= 1) throw error;
      }
    }
  }

  /** Throws the platform's error; then nothing counts as written, and the next append reopens and re-verifies the file. */
  async append(frame: Uint8Array): Promise<Written> {
    if (this.#suspect) await this.#reopen();
    if (this.#end + frame.length > this.#options.segmentBytes && this.#end > this.#firstOffset) await this.#rotate();
    const file = await this.#files.file(this.#segment);
    const offset = this.#end;
    const end = offset + frame.length;
    const bytes = end < this.#dirtyUntil ? Buffer.concat([frame, Buffer.alloc(this.#dirtyUntil - end)]) : frame;
    try {
      this.#dirtyUntil = Math.max(this.#dirtyUntil, end);
      await file.write(offset, bytes);
      await file.datasync();
    } catch (error) {
      this.#suspect = true;
      throw error;
    }
    this.#newest = offset;
    this.#end = end;
    this.#dirtyUntil = end;
    // A failure here is no one's loss yet.
    if (end > this.#options.segmentBytes / 2) this.#prepare(this.#segment + 1).catch(() => undefined);
    return { segment: this.#segment, offset, first: offset === this.#firstOffset };
  }

  /** Throws the platform's error while an append could not succeed: the file cannot be read back, or there is no room. */
  async probe(): Promise<void> {
    if (this.#suspect) await this.#reopen();
    await (await this.#files.file(this.#segment)).datasync();
    await this.#prepare(this.#segment + 1);
  }

  /** Covers an append that failed with zeros, so that no later reading takes it for written. Throws the platform's error. */
  async clean(): Promise<void> {
    if (this.#dirtyUntil <= this.#end && !this.#inherited) return;
    await this.#files.release(this.#segment);
    const file = await this.#files.file(this.#segment);
    const until = this.#inherited ? Math.max(this.#dirtyUntil, await file.size()) : this.#dirtyUntil;
    await file.write(this.#end, Buffer.alloc(Math.max(0, until - this.#end)));
    await file.datasync();
    this.#dirtyUntil = this.#end;
    this.#inherited = false;
  }

  /** Waits for what is being made ready. */
  async close(): Promise<void> {
    await this.#preparing?.catch(() => undefined);
  }

  /** After a failed write or sync: never again on that descriptor. Everything acknowledged must still be there. */
  async #reopen(): Promise<void> {
    await this.#files.release(this.#segment);
    const bytes = await this.#files.bytes(this.#segment);
    let offset = 0;
    while (offset < this.#end) {
      const frame = decodeFrame(bytes, offset);
      if (frame === null) throw new FaultError('JOURNAL_DAMAGED', 'an acknowledged record cannot be read back');
      offset += frame.size;
    }
    this.#suspect = false;
  }

  async #rotate(): Promise<void> {
    const next = this.#segment + 1;
    // What failed ahead of time is tried once more, and told.
    await this.#preparing?.catch(() => undefined);
    await this.#prepare(next);
    await this.clean();
    await this.#use(next);
  }

  async #use(number: number): Promise<void> {
    const { end } = scanSegment(await this.#files.bytes(number));
    this.#segment = number;
    this.#end = end;
    this.#dirtyUntil = end;
    this.#inherited = false;
    this.#firstOffset = end;
  }

  /** Makes a file ready, one at a time: two that make the same one would take it from each other. */
  #prepare(number: number): Promise<void> {
    if (this.#prepared.has(number)) return Promise.resolve();
    const { fs, folder, epoch, segmentBytes } = this.#options;
    this.#preparing ??= prepareSegment(fs, folder, { epoch, number }, segmentBytes)
      .then(() => void this.#prepared.add(number))
      .finally(() => {
        this.#preparing = null;
      });
    return this.#preparing;
  }
}
