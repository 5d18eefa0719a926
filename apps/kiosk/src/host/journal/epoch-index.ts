import type { Hash } from '@pingjia/shared';

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
}

/** Every how many records a frame is remembered: memory stays at some bytes per thousand records. */
const stride = 64;

/** Finds records by seq: a sparse list of frames in seq order, and the holes. */
export class EpochIndex {
  readonly #places: FramePlace[] = [];
  readonly #holes: Hole[] = [];

  /** Call for every frame in seq order. `first`: the first of its segment, or the first after a hole. */
  add(place: FramePlace, first: boolean): void {
    const last = this.#places.at(-1);
    if (first || last === undefined || place.seq - last.seq >= stride) this.#places.push(place);
  }

  addHole(hole: Hole): void {
    this.#holes.push(hole);
  }

  get holes(): readonly Hole[] {
    return this.#holes;
  }

  holeAt(seq: number): Hole | undefined {
    return this.#holes.find(({ from, to }) => seq >= from && seq <= to);
  }

  /** The nearest remembered frame at or before `seq`. */
  nearest(seq: number): FramePlace | undefined {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle]?.seq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return this.#places[low - 1];
  }
}
