import type { Hash, Position, SignedStatement } from '@pingjia/shared';
import type { Hole } from './epoch-index.ts';
import type { StoredItem } from './epoch-reader.ts';

/** What an open journal says of one of its epochs. */
export interface EpochSummary {
  readonly epoch: string;
  readonly tip: Position;
  /** Records in all epochs before it: seq + base is a record's place in the whole journal. */
  readonly base: number;
  /** The last record that was dropped on purpose; the start of the chain where none was. */
  readonly pruned: Position;
  /** What the device signed about that. */
  readonly prunedStatement: SignedStatement | null;
  readonly holes: readonly Hole[];
  /** Records that were given back to it since it was opened. */
  readonly healed: number;
  /** The first record that each file begins with, by its number. */
  readonly segments: () => ReadonlyMap<number, number>;
}

/** A journal's records, whether it is open or only looked at. */
export interface HeldRecords {
  readonly epochs: readonly Pick<EpochSummary, 'epoch' | 'tip' | 'pruned'>[];
  /** As Journal.read. */
  read(epoch: string, seq: number, limit: number, maxBytes: number): Promise<readonly StoredItem[]>;
  /** As Journal.hashAt. */
  hashAt(epoch: string, seq: number): Promise<Hash | null>;
}
