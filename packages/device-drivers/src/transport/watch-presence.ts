import { access } from 'node:fs/promises';
import type { Cancel, Clock } from '@pingjia/shared';

/** Milliseconds between two looks whether a device is still there. */
export const presenceInterval = 500;

/**
 * Tells once when the device node at `path` has gone; the result stops the watch. After a pulled USB cable reads may go on
 * empty-handed without an error (seen with Linux's ftdi_sio), and only the missing node tells. Where ports are no files, as
 * on Windows, nothing is watched.
 */
export function watchPresence(path: string, clock: Clock, gone: () => void): Cancel {
  let over = false;
  let cancel: Cancel = () => undefined;

  function look(found: () => void, missing: () => void): void {
    access(path).then(
      () => over || found(),
      () => over || missing(),
    );
  }

  function lookLater(): void {
    cancel = clock.after(presenceInterval, () => look(lookLater, gone));
  }

  look(lookLater, () => undefined);
  return () => {
    over = true;
    cancel();
  };
}
