import { type Fault, fault, type Hash } from '@pingjia/shared';
import type { EpochHead } from '../../store/device-lock.ts';
import type { HeldRecord } from '../../store/held-records.ts';
import type { WalkedBatch } from './walk-chain.ts';

/** Whether a batch fits what is held of its epoch: continues it, or repeats it exactly where the two overlap. */
export function findMisfit(
  { from, items, before }: WalkedBatch,
  head: EpochHead | null,
  held: ReadonlyMap<number, HeldRecord>,
): Fault | null {
  const watermark = head?.watermark ?? 0;
  if (from > watermark + 1) return fault('BATCH_OUT_OF_PLACE', `from ${from}, held to ${watermark}`);
  const heldBefore = from === watermark + 1 ? head?.hash : held.get(from - 1)?.hash;
  if (from > 1 && before !== null && differ(before, heldBefore)) return forkedAt(from - 1);
  const other = items.find(({ seq, hash }) => hash !== null && differ(hash, held.get(seq)?.hash));
  return other === undefined ? null : forkedAt(other.seq);
}

function forkedAt(seq: number): Fault {
  return fault('EPOCH_FORKED', `seq ${seq}`);
}

/** The first seq at which a batch that was refused as forked is known to differ. */
export function forkedSeq({ detail = '' }: Fault): number {
  return Number(/^seq (\d+)$/.exec(detail)?.[1] ?? 0);
}

/** Where either side does not know what a record was, nothing contradicts. */
function differ(hash: Hash, held: Buffer | null | undefined): boolean {
  return held !== null && held !== undefined && held.toString('base64url') !== hash;
}
