import type { MirrorCheckpoint } from '@pingjia/shared';

/** Whose records this pad has. */
export interface RecordsOwner {
  /** As which device they are sent, or were; null: as none yet. */
  readonly device: string | null;
  /** Epochs of which the server has signed something. */
  readonly received: readonly string[];
}

/** carry: what only the mirror has counts here · drop: it is another device's · keep: that cannot be told yet. */
export type Verdict = 'carry' | 'drop' | 'keep';

/**
 * What becomes of records that only a mirror has, which reaches up to `after`. `device`: whose they are as it remembers; null:
 * no device was enrolled when they were written; undefined: it remembers nothing, being of an earlier version or damaged.
 */
export function judgeMirror(
  device: string | null | undefined,
  after: Pick<MirrorCheckpoint, 'epoch'>,
  owner: RecordsOwner,
  epochs: readonly { readonly epoch: string }[],
): Verdict {
  if (device === null) return 'carry';
  if (device === undefined) {
    const known = [...owner.received, ...epochs.map(({ epoch }) => epoch)];
    return known.includes(after.epoch) ? 'carry' : 'keep';
  }
  if (owner.device === null) return 'keep';
  return owner.device === device ? 'carry' : 'drop';
}
