import type { Cancel, Clock } from '@pingjia/shared';
import type { PressOutcome, SimulatedPress } from '../simulate/simulated-pad.ts';
import { pressRepetition } from './press-repetition.ts';

interface Waiting {
  readonly press: SimulatedPress;
  cancel: Cancel;
}

/** The memory of one power-on: names presses, reports them until they are answered. */
export interface PressMemory {
  readonly boot: string;
  nextName(): { readonly boot: string; readonly count: number };
  /** Reports it, unless there is no room for it. */
  add(press: SimulatedPress): PressOutcome;
  got(name: { readonly boot: string; readonly count: number }): void;
  forget(): void;
}

export function createPressMemory(options: {
  readonly clock: Clock;
  readonly boot: string;
  readonly capacity: number;
  report(press: SimulatedPress): void;
  settle(press: SimulatedPress, outcome: PressOutcome): void;
}): PressMemory {
  const { clock, boot, capacity } = options;
  const waiting = new Map<number, Waiting>();
  let next = 0;

  function end(count: number, outcome: PressOutcome): void {
    const entry = waiting.get(count);
    if (entry === undefined) return;
    entry.cancel();
    waiting.delete(count);
    options.settle(entry.press, outcome);
  }

  function repeatLater(entry: Waiting, sent: number): void {
    entry.cancel = clock.after(pressRepetition.interval, () => {
      if (sent > pressRepetition.times) return end(entry.press.count, 'gave-up');
      repeatLater(entry, sent + 1);
      options.report(entry.press);
    });
  }

  return {
    boot,
    nextName() {
      const count = next;
      next = (next + 1) % 0x1_0000;
      return { boot, count };
    },
    add(press) {
      if (waiting.size >= capacity) return 'dropped';
      const entry: Waiting = { press, cancel: () => undefined };
      waiting.set(press.count, entry);
      repeatLater(entry, 1);
      options.report(press);
      return 'outstanding';
    },
    got(name) {
      if (name.boot === boot) end(name.count, 'acknowledged');
    },
    forget() {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
