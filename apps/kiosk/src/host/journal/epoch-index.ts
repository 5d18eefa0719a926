import { hashSchema, type Hash } from '@pingjia/shared';
import { z } from 'zod';

/** Where a frame lies. */
export interface FramePlace {
  /** seq of the frame's first record. */
  readonly seq: number;
  readonly segment: number;
  readonly offset: number;
}

/** Records that cannot be read any more; the last one's hash is known from its successor. */
export interface Hole {
  readonly from: number;
  readonly to: number;
  readonly lastHash: Hash;
  /** Hash of the record before the first, where that is known. */
  readonly before?: Hash | undefined;
}

export const indexStateSchema = z.object({
  /** seq, segment, offset of each remembered frame, one after the other. */
  places: z.array(z.int()),
  holes: z.array(z.object({ from: z.int(), to: z.int(), lastHash: hashSchema, before: hashSchema.optional() })),
});

/** Every how many records a frame is remembered: memory stays at some bytes per thousand records. */
const stride = 128;

/** Finds records by seq: a sparse list of frames in seq order, and the holes. */
export class EpochIndex {
  #places: FramePlace[] = [];
  #holes: Hole[] = [];

  static from({ places, holes }: z.infer<typeof indexStateSchema>): EpochIndex {
    const index = new EpochIndex();
    for (let n = 0; n + 2 < places.length; n += 3) {
      const [seq = 0, segment = 0, offset = 0] = places.slice(n, n + 3);
      index.#places.push({ seq, segment, offset });
    }
    index.#holes = holes;
    return index;
  }

  get state(): z.infer<typeof indexStateSchema> {
    return { places: this.#places.flatMap(({ seq, segment, offset }) => [seq, segment, offset]), holes: this.#holes };
  }

  /** Call for every frame in seq order. `first`: the first of its segment, or the first after a hole. */
  add(place: FramePlace, first: boolean): void {
    const last = this.#places.at(-1);
    if (first || last === undefined || place.seq - last.seq >= stride) this.#places.push(place);
  }

  addHole(hole: Hole): void {
    this.#holes.push(hole);
  }

  /** Records of a hole lie in `places` again; what of it is left is `left`, or null. */
  fill(hole: Hole, places: readonly FramePlace[], left: Hole | null): void {
    this.#holes = this.#holes.flatMap((known) => (known === hole ? (left ?? []) : [known]));
    this.#places = [...this.#places, ...places].sort((a, b) => a.seq - b.seq);
  }

  /** Takes over what `newer` has behind `seq`. */
  continueBy(newer: EpochIndex, seq: number): void {
    this.#places.push(...newer.#places.filter((place) => place.seq > seq));
    this.#holes.push(...newer.#holes.filter(({ from }) => from > seq));
  }

  /** Forgets the frames of segments below `segment`. */
  dropBelow(segment: number, seq: number): void {
    this.#places = this.#places.filter((place) => place.seq > seq && place.segment >= segment);
    this.#holes = this.#holes.filter(({ to }) => to > seq);
  }

  get holes(): readonly Hole[] {
    return this.#holes;
  }

  holeAt(seq: number): Hole | undefined {
    return this.#holes.find(({ from, to }) => seq >= from && seq <= to);
  }

  /** The nearest remembered frame at or before `seq`. */
  nearest(seq: number): FramePlace | undefined {
    return this.#places[this.#above(seq) - 1];
  }

  /** seq of the nearest remembered frame behind `seq`. */
  nextAfter(seq: number): number {
    return this.#places[this.#above(seq)]?.seq ?? Number.POSITIVE_INFINITY;
  }

  /** The first record of each segment that is remembered, in order. */
  get segments(): ReadonlyMap<number, number> {
    const first = new Map<number, number>();
    for (const { segment, seq } of this.#places) if (!first.has(segment)) first.set(segment, seq);
    return first;
  }

  #above(seq: number): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle]?.seq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
