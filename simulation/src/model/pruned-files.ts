import type { SimulatedDisk } from '@pingjia/kiosk/host/testing/simulated-disk';
import type { Position, PrunedThrough, SignedStatement } from '@pingjia/shared';
import type { HeldChains } from './held-records.ts';

/** What a pad dropped that the server never held; null where there is nothing. */
export function findUnsentDrop(disk: SimulatedDisk, chains: HeldChains): string | null {
  for (const { inode } of disk.durableFiles('/pruned.json')) {
    const { statement } = JSON.parse(inode.durable.toString('utf8')) as { statement: SignedStatement | null };
    // All of it lives on in other epochs, where it is looked for in the end.
    if (statement === null) continue;
    const { device, epoch, through } = JSON.parse(statement.statement) as PrunedThrough;
    if (!chains.everHeld(device, epoch, through.seq, through.hash))
      return `dropped to seq ${through.seq} of epoch ${epoch}, which the server never held`;
  }
  return null;
}

/** By epoch: up to which record a journal dropped it on purpose. */
export function findDropped(disk: SimulatedDisk): ReadonlyMap<string, number> {
  return new Map(
    disk.durableFiles('/pruned.json').map(({ path, inode }) => {
      const { through } = JSON.parse(inode.durable.toString('utf8')) as { through: Position };
      return [
        path
          .split('/')
          .at(-2)
          ?.replace(/^[0-9]+-/, '') ?? '',
        through.seq,
      ];
    }),
  );
}
