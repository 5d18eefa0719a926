import type { Cancel, Clock } from '../clock.ts';

interface Task {
  readonly due: number;
  readonly run: () => void;
}

/** A clock that moves only when told. Tasks run in order of their due time; equal ones in the order they were set. */
export class ManualClock implements Clock {
  #now = 0;
  #wall: number;
  #tasks: Task[] = [];

  constructor(wall = Date.UTC(2026, 0, 5, 9)) {
    this.#wall = wall;
  }

  wall(): number {
    return Math.round(this.#wall + this.#now);
  }

  monotonic(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): Cancel {
    const task: Task = { due: this.#now + Math.max(0, milliseconds), run };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  /** Tasks that are still to run. */
  get pending(): number {
    return this.#tasks.length;
  }

  /** Lets `milliseconds` pass; whatever falls due runs at its own time, and so does what it schedules. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    while (this.#runNext(end));
    this.#now = end;
  }

  /** Like advance, and lets promises settle after every task. */
  async advanceAsync(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    do {
      await settle();
    } while (this.#runNext(end));
    this.#now = end;
    await settle();
  }

  /** Somebody sets the wall clock; the monotonic one does not notice. */
  stepWall(milliseconds: number): void {
    this.#wall += milliseconds;
  }

  /** Runs what falls due first until `end`, at its own time; false if there is nothing. */
  #runNext(end: number): boolean {
    const [task] = this.#tasks.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
    if (task === undefined) return false;
    this.#now = task.due;
    this.#tasks = this.#tasks.filter((other) => other !== task);
    task.run();
    return true;
  }
}

/** Lets every promise that can settle without time or I/O do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
