import { batchLimits } from '@pingjia/shared';

/** How many items the next batch takes: half as many after a refusal that a smaller one may pass, twice as many after a success. */
export class BatchSize {
  #limit: number = batchLimits.records;

  get limit(): number {
    return this.#limit;
  }

  /** What the limit is after one more success. */
  get grown(): number {
    return Math.min(batchLimits.records, this.#limit * 2);
  }

  /** False where it cannot get any smaller. */
  halve(): boolean {
    if (this.#limit === 1) return false;
    this.#limit = Math.ceil(this.#limit / 2);
    return true;
  }

  grow(): void {
    this.#limit = this.grown;
  }
}
