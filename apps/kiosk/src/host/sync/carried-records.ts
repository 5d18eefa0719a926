import type { RecordCarried } from '@pingjia/shared';

/** Which records of forked epochs live on in a later one. Folded from the journal at boot. */
export class CarriedRecords {
  readonly #known = new Set<string>();

  has(epoch: string, seq: number): boolean {
    return this.#known.has(`${epoch} ${seq}`);
  }

  note({ epoch, seq }: Pick<RecordCarried, 'epoch' | 'seq'>): void {
    this.#known.add(`${epoch} ${seq}`);
  }
}
