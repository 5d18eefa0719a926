import {
  chainStart,
  decodeEnvelope,
  findBreak,
  type Hash,
  type Position,
  type RecordEnvelope,
  type Sha256,
} from '@pingjia/shared';
import { EpochIndex, type FramePlace } from './epoch-index.ts';

/** Called for every readable record, oldest first, when a journal is opened. */
export type RecordVisitor = (record: RecordEnvelope, hash: Hash) => void;

/** What is known of one epoch's records: where they lie, how far they go, and whether their chain is whole. */
export class EpochChain {
  readonly epoch: string;
  readonly index = new EpochIndex();
  readonly #sha256: Sha256;
  #tip: Position = chainStart;
  #damaged = false;

  constructor(epoch: string, sha256: Sha256) {
    this.epoch = epoch;
    this.#sha256 = sha256;
  }

  get tip(): Position {
    return this.#tip;
  }

  get damaged(): boolean {
    return this.#damaged;
  }

  /** Bytes of the epoch cannot be read. */
  noteDamage(): void {
    this.#damaged = true;
  }

  /** Records that were just written; `first` in their segment or not. */
  extend(place: FramePlace, first: boolean, tip: Position): void {
    this.index.add(place, first);
    this.#tip = tip;
  }

  /** Records found in a frame. What does not continue the chain leaves a hole, or is passed over where it has no place at all. */
  take(parts: readonly Uint8Array[], place: Omit<FramePlace, 'seq'>, begins: boolean, visit: RecordVisitor): void {
    let first = begins;
    for (const [position, bytes] of parts.entries()) {
      const decoded = decodeEnvelope(bytes);
      const broken = decoded.ok ? findBreak(this.epoch, this.#tip, decoded.value) : decoded.error;
      if (!decoded.ok || (broken !== null && !this.#skipTo(decoded.value))) {
        this.#damaged = true;
        first = true;
        continue;
      }
      const record = decoded.value;
      if (broken !== null) first = true;
      this.#tip = { seq: record.seq, hash: this.#sha256(bytes) };
      if (position === 0) this.index.add({ seq: record.seq, ...place }, first);
      visit(record, this.#tip.hash);
      first = false;
    }
  }

  /** Notes the hole before a record that does not continue the tip. False if the record has no place after it. */
  #skipTo(record: RecordEnvelope): boolean {
    this.#damaged = true;
    if (record.epoch !== this.epoch || record.seq <= this.#tip.seq) return false;
    // The successor names another predecessor than the one that lies there: that one has rotted.
    const from = record.seq === this.#tip.seq + 1 ? this.#tip.seq : this.#tip.seq + 1;
    if (from >= 1) this.index.addHole({ from, to: record.seq - 1, lastHash: record.prev });
    return true;
  }
}
