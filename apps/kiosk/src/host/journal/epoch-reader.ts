import { chainStart, decodeEnvelope, type Hash, type Sha256 } from '@pingjia/shared';
import type { EpochChain } from './epoch-chain.ts';
import { decodeFrame } from './frame.ts';
import type { SegmentFiles } from './segment-files.ts';

/** What is stored of an epoch: a record, or the hole `seq`…`to` where none can be read; of that only the last one's hash is known. */
export type StoredItem =
  | { readonly kind: 'record'; readonly seq: number; readonly hash: Hash; readonly bytes: Uint8Array }
  | { readonly kind: 'hole'; readonly seq: number; readonly to: number; readonly hash: Hash };

type WalkedRecord = Extract<StoredItem, { kind: 'record' }> & { readonly prev?: Hash };

const readWindow = 64 * 1024;

/** Reads an epoch's records and holes by seq. */
export class EpochReader {
  readonly #files: SegmentFiles;
  readonly #sha256: Sha256;
  readonly #chain: () => EpochChain;

  constructor(files: SegmentFiles, sha256: Sha256, chain: () => EpochChain) {
    this.#files = files;
    this.#sha256 = sha256;
    this.#chain = chain;
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

  /** The hash at a position; null where there is no such record or it cannot be read. */
  async hashAt(seq: number): Promise<Hash | null> {
    const { tip, pruned } = this.#chain();
    for (const known of [chainStart, tip, pruned]) if (seq === known.seq) return known.hash;
    if (seq < 0 || seq > tip.seq) return null;
    const [item] = await this.read(seq, 1, 0);
    if (item?.seq !== seq) return null;
    return item.kind === 'record' || item.to === seq ? item.hash : null;
  }

  async *#items(from: number): AsyncGenerator<StoredItem> {
    const { tip, pruned, index, damaged } = this.#chain();
    let seq = Math.max(pruned.seq + 1, from);
    while (seq <= tip.seq) {
      const hole = index.holeAt(seq);
      if (hole !== undefined) {
        yield { kind: 'hole', seq, to: hole.to, hash: hole.lastHash };
        seq = hole.to + 1;
        continue;
      }
      const place = index.nearest(seq);
      if (place === undefined) return;
      const before = seq;
      let prev: Hash | null = null;
      // In a damaged epoch what follows in the file is not always what follows in the chain.
      const until = damaged ? index.nextAfter(seq) : Number.POSITIVE_INFINITY;
      for await (const item of this.#walk(place.segment, place.offset, place.seq)) {
        if (item.seq < seq) continue;
        if (item.seq > seq || item.seq >= until || index.holeAt(seq) !== undefined) break;
        if (item.prev !== undefined && prev !== null && item.prev !== prev) continue;
        prev = item.hash;
        yield item;
        seq += 1;
      }
      if (seq === before) return;
    }
  }

  /** Records of whole frames from `offset` on, to the end of the segment or the first place without a frame. */
  async *#walk(segment: number, start: number, seq: number): AsyncGenerator<WalkedRecord> {
    const file = await this.#files.file(segment);
    const { epoch, tip, damaged } = this.#chain();
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
        const hash = this.#sha256(bytes);
        if (damaged) {
          // Here lie records that have no place in the chain, too.
          const decoded = decodeEnvelope(bytes);
          if (!decoded.ok || decoded.value.epoch !== epoch) continue;
          next = decoded.value.seq;
          yield { kind: 'record', seq: next, bytes, hash, prev: decoded.value.prev };
        } else yield { kind: 'record', seq: next, bytes, hash };
        next += 1;
      }
      offset += frame.size;
      if (next > tip.seq) return;
    }
  }
}
