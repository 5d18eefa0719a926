import type { RecordCarried } from '@pingjia/shared';

/** Which records of forked epochs live on, and in which epoch. Folded from the journal at boot. */
export class CarriedRecords {
  readonly #carriers = new Map<string, string>();

  /** Whether the record lives on in an epoch other than `displaced`, whose own records are being carried. */
  has(epoch: string, seq: number, displaced: string): boolean {
    const carrier = this.#carriers.get(`${epoch} ${seq}`);
    return carrier !== undefined && carrier !== displaced;
  }

  snapshot(): [string, string][] {
    return [...this.#carriers];
  }

  restore(carriers: readonly (readonly [string, string])[]): void {
    this.#carriers.clear();
    for (const [record, carrier] of carriers) this.#carriers.set(record, carrier);
  }

  note({ epoch, seq }: Pick<RecordCarried, 'epoch' | 'seq'>, carrier: string): void {
    this.#carriers.set(`${epoch} ${seq}`, carrier);
  }
}
