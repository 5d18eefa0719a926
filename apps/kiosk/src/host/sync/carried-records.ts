import type { RecordCarried } from '@pingjia/shared';
import { z } from 'zod';

/** Where a record lives on; of one that an earlier version noted no seq is known. */
export interface Carrier {
  readonly epoch: string;
  readonly seq: number | null;
}

/** A record that lives on: two branches have two under one number. */
export type Displaced = Pick<RecordCarried, 'epoch' | 'seq' | 'hash'>;

/** Record (epoch, seq and hash; of an earlier version without its hash), the epoch that carries it, and its seq there. */
export const carriedSchema = z.array(
  z.union([z.tuple([z.string(), z.string(), z.int()]), z.tuple([z.string(), z.string()])]),
);

/** Which records of forked epochs live on, and where. Folded from the journal at boot. */
export class CarriedRecords {
  readonly #carriers = new Map<string, Carrier>();

  /** Whether the record lives on in an epoch other than `displaced`, whose own records are being carried. `isWhole`: as wholePlaces. */
  has(record: Displaced, displaced: string, isWhole: (carrier: Carrier) => boolean): boolean {
    const carrier = this.carrierOf(record);
    return carrier !== null && carrier.epoch !== displaced && isWhole(carrier);
  }

  carrierOf(record: Displaced): Carrier | null {
    return this.#carriers.get(keyOf(record)) ?? this.#carriers.get(`${record.epoch} ${record.seq}`) ?? null;
  }

  snapshot(): z.infer<typeof carriedSchema> {
    return [...this.#carriers].map(([record, { epoch, seq }]) =>
      seq === null ? [record, epoch] : [record, epoch, seq],
    );
  }

  restore(carriers: z.infer<typeof carriedSchema>): void {
    this.#carriers.clear();
    for (const [record, epoch, seq = null] of carriers) this.#carriers.set(record, { epoch, seq });
  }

  note(record: Displaced, { epoch, seq }: Carrier): void {
    this.#carriers.set(keyOf(record), { epoch, seq });
  }
}

function keyOf({ epoch, seq, hash }: Displaced): string {
  return `${epoch} ${seq} ${hash}`;
}
