import type { Cancel } from '@pingjia/shared';

interface Task {
  due: number;
  readonly order: number;
  readonly run: () => void;
}

/** The one virtual time of a history: tasks run in the order of their due time, equal ones in the order they were set. */
export class Schedule {
  #now = 0;
  #order = 0;
  /** Sorted, the next one last. */
  readonly #tasks: Task[] = [];
  #ran = 0;

  /** Milliseconds since the history began. */
  get now(): number {
    return this.#now;
  }

  /** Tasks run so far. */
  get ran(): number {
    return this.#ran;
  }

  after(milliseconds: number, run: () => void): Cancel {
    const task: Task = { due: this.#now + Math.max(0, milliseconds), order: this.#order++, run };
    this.#tasks.splice(this.#placeOf(task), 0, task);
    return () => {
      const at = this.#tasks.indexOf(task);
      if (at !== -1) this.#tasks.splice(at, 1);
    };
  }

  delay(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.after(milliseconds, resolve));
  }

  /** Time goes on while nothing happens; what waits goes on waiting as long as before. */
  leap(milliseconds: number): void {
    this.#now += milliseconds;
    for (const task of this.#tasks) task.due += milliseconds;
  }

  /** Lets time pass until `end`; whatever falls due runs, and everything that follows from it, before the next. */
  async runUntil(end: number): Promise<void> {
    await settle();
    for (let task = this.#next(end); task !== undefined; task = this.#next(end)) {
      this.#now = Math.max(this.#now, task.due);
      this.#ran += 1;
      task.run();
      await settle();
    }
    this.#now = Math.max(this.#now, end);
  }

  #next(end: number): Task | undefined {
    const task = this.#tasks.at(-1);
    if (task === undefined || task.due > end) return undefined;
    this.#tasks.pop();
    return task;
  }

  #placeOf({ due, order }: Task): number {
    let low = 0;
    let high = this.#tasks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#tasks[middle];
      if (other !== undefined && (other.due > due || (other.due === due && other.order > order))) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Lets every promise settle that can: nothing in a history waits for the world outside. */
function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
