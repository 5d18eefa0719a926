import type { Clock } from '@pingjia/shared';

/** Milliseconds between two stretches of reading the journal again. */
const breath = 20;

/** Lets others have their turn between two stretches of reading the journal again; rejects once `stopped`. */
export function breathe(clock: Pick<Clock, 'after'>, stopped: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    clock.after(breath, () => (stopped() ? reject(new Error('stopped')) : resolve()));
  });
}
