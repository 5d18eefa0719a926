import { decodeEnvelope, type Hash, type Position, type Sha256 } from '@pingjia/shared';
import { EpochChain, type RecordVisitor } from './epoch-chain.ts';
import type { FileSystem, OpenFile } from './file-system.ts';
import { decodeFrame, encodeRecordFrame } from './frame.ts';
import { prepareSegment, readWhole, scanSegment, segmentName } from './segment.ts';

/** What is stored of an epoch: a record, or the hole `seq`…`to` where none can be read; of that only the last one's hash is known. */
export type StoredItem =
  | { readonly kind: 'record'; readonly seq: number; readonly hash: Hash; readonly bytes: Uint8Array }
  | { readonly kind: 'hole'; readonly seq: number; readonly to: number; readonly hash: Hash };

export interface EpochLogOptions {
  readonly fs: FileSystem;
  readonly folder: string;
  readonly epoch: string;
  readonly sha256: Sha256;
  readonly segmentBytes: number;
}

const readWindow = 64 * 1024;

/** The files of one epoch: a chain of records in zero-filled segments. Not safe for concurrent appends: the journal queues them. */
export class EpochLog {
  readonly epoch: string;
  readonly #options: EpochLogOptions;
  readonly #chain: EpochChain;
  readonly #files = new Map<number, OpenFile>();
  /** Segment that takes appends, and where in it. */
  #segment = 1;
  #end = 0;
  /** Where the segment's first record frame lies: behind its header. */
  #firstOffset = 0;
  /** Bytes up to here may hold an append that was never acknowledged; the next write covers them with zeros. */
  #dirtyUntil = 0;
  #prepared = new Set<number>();
  #preparing: Promise<void> | null = null;
  #suspect = false;

  private constructor(options: EpochLogOptions) {
    this.#options = options;
    this.epoch = options.epoch;
    this.#chain = new EpochChain(options.epoch, options.sha256);
  }

  /** A new epoch, ready for its first append. */
  static async create(options: EpochLogOptions): Promise<EpochLog> {
    const log = new EpochLog(options);
    await options.fs.makeFolder(options.folder);
    await log.#prepare(1);
    await log.#use(1);
    return log;
  }

  /** An epoch that exists. A torn tail is cut only where nothing whole follows it; anything else unreadable stays as it is. */
  static async open(options: EpochLogOptions, visit: RecordVisitor): Promise<EpochLog> {
    const log = new EpochLog(options);
    await log.#scan(visit);
    return log;
  }

  get tip(): Position {
    return this.#chain.tip;
  }

  /** Something in the middle cannot be read: continuity cannot be proved, so the journal goes on in a new epoch. */
  get damaged(): boolean {
    return this.#chain.damaged;
  }

  /**
   * Writes `records` as one act and makes them durable. `tip` is the position after them.
   * Throws the platform's error; then nothing counts as written, and the next append reopens and re-verifies the file.
   */
  async append(records: readonly Uint8Array[], tip: Position): Promise<void> {
    const frame = encodeRecordFrame(records);
    if (this.#suspect) await this.#reopen();
    if (this.#end + frame.length > this.#options.segmentBytes && this.#end > this.#firstOffset) await this.#rotate();
    const file = await this.#file(this.#segment);
    const place = { seq: tip.seq - records.length + 1, segment: this.#segment, offset: this.#end };
    const end = this.#end + frame.length;
    const bytes = end < this.#dirtyUntil ? Buffer.concat([frame, Buffer.alloc(this.#dirtyUntil - end)]) : frame;
    try {
      this.#dirtyUntil = Math.max(this.#dirtyUntil, end);
      await file.write(this.#end, bytes);
      await file.datasync();
    } catch (error) {
      this.#suspect = true;
      throw error;
    }
    this.#chain.extend(place, this.#end === this.#firstOffset, tip);
    this.#end = end;
    this.#dirtyUntil = end;
    if (this.#end > this.#options.segmentBytes / 2) this.#prepareAhead();
  }

  /** Throws the platform's error while an append could not succeed: the file cannot be read back, or there is no room. */
  async probe(): Promise<void> {
    if (this.#suspect) await this.#reopen();
    await (await this.#file(this.#segment)).datasync();
    if (!this.#prepared.has(this.#segment + 1)) await this.#prepare(this.#segment + 1);
  }

  /** Stored items from `from`, in seq order, until `limit` items or `maxBytes` of records (at least one item). */
  async read(from: number, limit: number, maxBytes: number): Promise<StoredItem[]> {
    const items: StoredItem[] = [];
    let size = 0;
    for await (const item of this.#items(from)) {
      if (item.kind === 'record') size += item.bytes.length;
      if (items.length > 0 && size > maxBytes) break;
      items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }

  async close(): Promise<void> {
    await this.#preparing;
    for (const file of this.#files.values()) await file.close();
    this.#files.clear();
  }

  async *#items(from: number): AsyncGenerator<StoredItem> {
    let seq = Math.max(1, from);
    while (seq <= this.tip.seq) {
      const hole = this.#chain.index.holeAt(seq);
      if (hole !== undefined) {
        yield { kind: 'hole', seq, to: hole.to, hash: hole.lastHash };
        seq = hole.to + 1;
        continue;
      }
      const place = this.#chain.index.nearest(seq);
      if (place === undefined) return;
      const before = seq;
      for await (const item of this.#walk(place.segment, place.offset, place.seq)) {
        if (item.seq < seq) continue;
        if (item.seq > seq || this.#chain.index.holeAt(seq) !== undefined) break;
        yield item;
        seq += 1;
      }
      if (seq === before) return;
    }
  }

  /** Records of whole frames from `offset` on, to the end of the segment or the first place without a frame. */
  async *#walk(segment: number, start: number, seq: number): AsyncGenerator<StoredItem> {
    const file = await this.#file(segment);
    let offset = start;
    let next = seq;
    let base = start;
    let window: Buffer = Buffer.alloc(0);
    for (;;) {
      let frame = decodeFrame(window, offset - base);
      for (let length = readWindow; frame === null; length *= 4) {
        base = offset;
        const bytes = await file.read(base, length);
        window = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
        frame = decodeFrame(window, 0);
        if (frame === null && bytes.length < length) return;
      }
      for (const bytes of frame.header ? [] : frame.parts) {
        // In a damaged epoch a frame may hold records that do not count.
        const decoded = this.damaged ? decodeEnvelope(bytes) : null;
        if (decoded?.ok) next = decoded.value.seq;
        yield { kind: 'record', seq: next, bytes, hash: this.#options.sha256(bytes) };
        next += 1;
      }
      offset += frame.size;
      if (next > this.tip.seq) return;
    }
  }

  async #scan(visit: RecordVisitor): Promise<void> {
    const { fs, folder } = this.#options;
    const numbers = (await fs.list(folder))
      .filter((name) => /^\d{6}\.seg$/.test(name))
      .map((name) => Number(name.slice(0, 6)));
    let pendingDamage = false;
    for (const number of numbers) {
      this.#prepared.add(number);
      const scanned = scanSegment(await readWhole(await this.#file(number)));
      if (scanned.header === null || scanned.header.epoch !== this.epoch) pendingDamage = true;
      if (scanned.frames.length > 0 || number === numbers[0]) {
        // Frames in a later segment prove that what looked torn before was written once.
        if (this.#dirtyUntil > this.#end) pendingDamage = true;
        this.#segment = number;
        this.#end = scanned.end;
        this.#firstOffset = scanned.frames[0]?.offset ?? scanned.end;
        this.#dirtyUntil = scanned.torn ? this.#options.segmentBytes : scanned.end;
      } else if (scanned.torn) pendingDamage = true;
      for (const [position, { frame, offset, afterDamage }] of scanned.frames.entries()) {
        if (pendingDamage || afterDamage) this.#chain.noteDamage();
        this.#chain.take(frame.parts, { segment: number, offset }, position === 0 || afterDamage, visit);
        pendingDamage = false;
      }
    }
    if (pendingDamage) this.#chain.noteDamage();
    if (!this.damaged && this.#dirtyUntil > this.#end) await this.#cutTornTail();
  }

  async #cutTornTail(): Promise<void> {
    const file = await this.#file(this.#segment);
    const size = await file.size();
    await file.write(this.#end, Buffer.alloc(Math.max(0, size - this.#end)));
    await file.sync();
    this.#dirtyUntil = this.#end;
  }

  /** After a failed write or sync: never again on that descriptor. Everything acknowledged must still be there. */
  async #reopen(): Promise<void> {
    await this.#files
      .get(this.#segment)
      ?.close()
      .catch(() => undefined);
    this.#files.delete(this.#segment);
    const bytes = await readWhole(await this.#file(this.#segment));
    let offset = 0;
    while (offset < this.#end) {
      const frame = decodeFrame(bytes, offset);
      if (frame === null) throw Object.assign(new Error('an acknowledged record cannot be read back'), { code: 'EIO' });
      offset += frame.size;
    }
    this.#suspect = false;
  }

  async #rotate(): Promise<void> {
    const next = this.#segment + 1;
    await this.#preparing;
    if (!this.#prepared.has(next)) await this.#prepare(next);
    await this.#use(next);
  }

  async #use(number: number): Promise<void> {
    const { end } = scanSegment(await readWhole(await this.#file(number)));
    this.#segment = number;
    this.#end = end;
    this.#dirtyUntil = end;
    this.#firstOffset = end;
  }

  #prepareAhead(): void {
    const next = this.#segment + 1;
    if (this.#preparing !== null || this.#prepared.has(next)) return;
    // A failure here is no one's loss yet: rotating tries again and reports it.
    this.#preparing = this.#prepare(next)
      .catch(() => undefined)
      .finally(() => {
        this.#preparing = null;
      });
  }

  async #prepare(number: number): Promise<void> {
    const { fs, folder, segmentBytes } = this.#options;
    await prepareSegment(fs, folder, { epoch: this.epoch, number }, segmentBytes);
    this.#prepared.add(number);
  }

  async #file(number: number): Promise<OpenFile> {
    const open = this.#files.get(number);
    if (open !== undefined) return open;
    const file = await this.#options.fs.open(`${this.#options.folder}/${segmentName(number)}`, 'existing');
    this.#files.set(number, file);
    return file;
  }
}
