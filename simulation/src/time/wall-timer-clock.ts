import type { Cancel } from '@pingjia/shared';
import { MachineClock } from './machine-clock.ts';

/** The deliberate bug: a clock whose timers wait for a time of day. */
export class WallTimerClock extends MachineClock {
  override after(milliseconds: number, task: () => void): Cancel {
    const due = this.wall() + milliseconds;
    let cancel: Cancel = () => {};
    const wait = (): void => {
      cancel = super.after(Math.max(0, due - this.wall()), () => (this.wall() < due ? wait() : task()));
    };
    wait();
    return () => cancel();
  }
}
