import type { Clock } from './clock.ts';

/** The clocks and timers of the machine, for programs' entries to hand on: browsers and Node have the same ones. */
export const systemClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};
