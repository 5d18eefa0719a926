import {
  chainStart,
  decodeEnvelope,
  findBreak,
  type Hash,
  type Position,
  positionSchema,
  type RecordEnvelope,
  type Sha256,
  uuidSchema,
} from '@pingjia/shared';
import { z } from 'zod';
import { type Damage, damageSchema, maxDamages } from './damage.ts';
import { EpochIndex, type FramePlace, type Hole, indexStateSchema } from './epoch-index.ts';

/** Called for every readable record, oldest first. */
export type RecordVisitor = (record: RecordEnvelope, hash: Hash) => void;

export const chainStateSchema = z.object({
  epoch: uuidSchema,
  pruned: positionSchema,
  tip: positionSchema,
  damages: z.array(damageSchema),
  index: indexStateSchema,
});

/** What is known of one epoch's records: where they lie, how far they go, and whether their chain is whole. */
export class EpochChain {
  readonly epoch: string;
  readonly #sha256: Sha256;
  #index = new EpochIndex();
  #pruned: Position;
  #tip: Position;
  #damages: Damage[] = [];
  #last: Omit<FramePlace, 'seq'> = { segment: 1, offset: 0 };
  /** The next record does not follow the one before it in the file. */
  #seam = false;

  /** `pruned`: the last record that was dropped on purpose. */
  constructor(epoch: string, sha256: Sha256, pruned: Position = chainStart) {
    this.epoch = epoch;
    this.#sha256 = sha256;
    this.#pruned = pruned;
    this.#tip = pruned;
  }

  static from(state: z.infer<typeof chainStateSchema>, sha256: Sha256): EpochChain {
    const chain = new EpochChain(state.epoch, sha256, state.pruned);
    chain.#tip = state.tip;
    chain.#damages = state.damages;
    chain.#index = EpochIndex.from(state.index);
    return chain;
  }

  get state(): z.infer<typeof chainStateSchema> {
    const damages = this.#damages;
    return { epoch: this.epoch, pruned: this.#pruned, tip: this.#tip, damages, index: this.#index.state };
  }

  get index(): EpochIndex {
    return this.#index;
  }

  get tip(): Position {
    return this.#tip;
  }

  get pruned(): Position {
    return this.#pruned;
  }

  get damaged(): boolean {
    return this.#damages.length > 0;
  }

  /** What is wrong and was not healed. */
  get outstanding(): readonly Damage[] {
    const mendable = ({ kind }: Damage) => kind !== 'misplaced' && kind !== 'header';
    const healed = ({ seq }: Damage) =>
      seq > this.#pruned.seq && seq <= this.#tip.seq && this.#index.holeAt(seq) === undefined;
    // Why they are missing says more than that they are.
    const explained = ({ kind, seq }: Damage) =>
      kind === 'missing' && this.#damages.some((other) => other.kind === 'unreadable' && other.seq === seq);
    return this.#damages.filter((one) => !(mendable(one) && healed(one)) && !explained(one));
  }

  /** Something cannot be read, or is not what was written: continuity cannot be proved. */
  note(damage: Damage): void {
    this.#seam = true;
    if (this.#damages.length < maxDamages) this.#damages.push(damage);
  }

  /** Records that were just written; `first` in their segment or not. */
  extend(place: FramePlace, first: boolean, tip: Position): void {
    this.#index.add(place, first);
    this.#last = place;
    this.#tip = tip;
  }

  /** Everything up to `through` was dropped on purpose; what is left begins in `segment`. */
  prune(through: Position, segment: number): void {
    this.#pruned = through;
    if (this.#tip.seq < through.seq) this.#tip = through;
    this.#index.dropBelow(segment, through.seq);
    this.#damages = this.#damages.filter(({ seq }) => seq > through.seq);
  }

  /** This chain as far as it goes, and what `newer` knows behind it. */
  continuedBy(newer: EpochChain): EpochChain {
    if (newer.tip.seq > this.#tip.seq) {
      this.#index.continueBy(newer.index, this.#tip.seq);
      this.#tip = newer.tip;
    }
    // What was found behind the newer tip is an append that failed: nobody was thanked for it.
    if (newer.tip.seq < this.#tip.seq) this.#tip = newer.tip;
    return this;
  }

  /** Records of a hole lie in `places` again; what of it is left is `left`, or null, and is as damaged as the whole was. */
  fill(hole: Hole, places: readonly FramePlace[], left: Hole | null): void {
    this.#index.fill(hole, places, left);
    if (left === null || left.from === hole.from) return;
    this.#damages = this.#damages.map((one) => (one.seq === hole.from ? { ...one, seq: left.from } : one));
  }

  /** Records up to `tip` were written and cannot be found any more. */
  lose(tip: Position): void {
    this.#index.addHole({ from: this.#tip.seq + 1, to: tip.seq, lastHash: tip.hash, before: this.#tip.hash });
    this.#tip = tip;
  }

  /** Records found in a frame. What does not continue the chain leaves a hole, or is passed over where it has no place at all. */
  take(parts: readonly Uint8Array[], place: Omit<FramePlace, 'seq'>, begins: boolean, visit: RecordVisitor): void {
    this.#seam ||= begins;
    for (const [position, bytes] of parts.entries()) {
      const decoded = decodeEnvelope(bytes);
      if (!decoded.ok) {
        this.note({ kind: 'unreadable', seq: this.#tip.seq + 1, ...place });
        continue;
      }
      const record = decoded.value;
      const broken = findBreak(this.epoch, this.#tip, record) !== null;
      if (broken && !this.#skipTo(record, place)) continue;
      this.#tip = { seq: record.seq, hash: this.#sha256(bytes) };
      if (position === 0 || this.#seam) this.#index.add({ seq: record.seq, ...place }, this.#seam);
      this.#last = place;
      this.#seam = false;
      visit(record, this.#tip.hash);
    }
  }

  /** Notes the hole before a record that does not continue the tip. False if the record has no place after it. */
  #skipTo(record: RecordEnvelope, place: Omit<FramePlace, 'seq'>): boolean {
    if (record.epoch !== this.epoch || record.seq <= this.#tip.seq) {
      this.note({ kind: 'misplaced', seq: this.#tip.seq + 1, ...place });
      return false;
    }
    // The successor names another predecessor than the one that lies there: that one has rotted.
    const next = record.seq === this.#tip.seq + 1;
    const from = next ? this.#tip.seq : this.#tip.seq + 1;
    this.note(next ? { kind: 'altered', seq: from, ...this.#last } : { kind: 'missing', seq: from, ...place });
    const before = next ? undefined : this.#tip.hash;
    if (from > this.#pruned.seq) this.#index.addHole({ from, to: record.seq - 1, lastHash: record.prev, before });
    return true;
  }
}
