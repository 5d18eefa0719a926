import type { SimulatedDisk } from '@pingjia/kiosk/host/testing/simulated-disk';
import type { PrunedThrough, SignedStatement } from '@pingjia/shared';
import type { HeldChains } from './held-records.ts';

/** What a pad dropped that the server never held; null where there is nothing. */
export function findUnsentDrop(disk: SimulatedDisk, chains: HeldChains): string | null {
  for (const { inode } of disk.durableFiles('/pruned.json')) {
    const { statement } = JSON.parse(inode.durable.toString('utf8')) as { statement: SignedStatement };
    const { device, epoch, through } = JSON.parse(statement.statement) as PrunedThrough;
    if (!chains.everHeld(device, epoch, through.seq, through.hash))
      return `dropped to seq ${through.seq} of epoch ${epoch}, which the server never held`;
  }
  return null;
}
