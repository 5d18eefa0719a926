import type { Cancel } from '@pingjia/shared';
import type { PadWorld } from './tool.ts';

/** Settles with what `promise` settles with, or with `late` after so many milliseconds or when the tool is to stop. */
export async function within<T, L>(
  promise: Promise<T>,
  milliseconds: number,
  late: L,
  world: PadWorld,
): Promise<T | L> {
  let cancel: Cancel | undefined;
  const over = new Promise<L>((resolve) => {
    cancel = world.clock.after(milliseconds, () => resolve(late));
    void stopped(world).then(() => resolve(late));
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    cancel?.();
  }
}

/** Settles when the tool is to stop. */
export function stopped({ stop }: PadWorld): Promise<null> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve(null);
    stop.addEventListener('abort', () => resolve(null), { once: true });
  });
}
