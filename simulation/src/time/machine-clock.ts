import type { Cancel, Clock } from '@pingjia/shared';
import type { Process } from './process.ts';
import type { Schedule } from './schedule.ts';

/** 2026-01-05T09:00Z: what every wall clock says when a history begins. */
export const beginning = Date.UTC(2026, 0, 5, 9);

/** A machine's wall clock, which somebody may set. */
export interface WallClock {
  offset: number;
}

/** The clock as one program run sees it: its monotonic time begins with the run, its timers end with it. */
export class MachineClock implements Clock {
  readonly #schedule: Schedule;
  readonly #process: Process;
  readonly #wall: WallClock;
  readonly #began: number;

  constructor(schedule: Schedule, process: Process, wall: WallClock) {
    this.#schedule = schedule;
    this.#process = process;
    this.#wall = wall;
    this.#began = schedule.now;
  }

  wall(): number {
    return Math.round(beginning + this.#schedule.now + this.#wall.offset);
  }

  monotonic(): number {
    return this.#schedule.now - this.#began;
  }

  after(milliseconds: number, task: () => void): Cancel {
    return this.#schedule.after(milliseconds, () => {
      if (this.#process.alive) task();
    });
  }
}
