import type { Cancel, Clock } from '@pingjia/shared';
import type { PressOutcome, SimulatedPress } from '../simulate/simulated-pad.ts';
import { pressRepetition } from './press-repetition.ts';

interface Waiting {
  readonly press: SimulatedPress;
  cancel: Cancel;
}

/** The memory of one power-on: counts presses, reports them until they are answered. */
export interface PressMemory {
  readonly boot: string;
  readonly outstanding: number;
  add(key: number, unsendable: boolean): SimulatedPress;
  got(name: { readonly boot: string; readonly count: number }): void;
  forget(): void;
}

export function createPressMemory(options: {
  readonly clock: Clock;
  readonly boot: string;
  readonly capacity: number;
  report(press: SimulatedPress): void;
  settled(press: SimulatedPress): void;
}): PressMemory {
  const { clock, boot, capacity } = options;
  const waiting = new Map<number, Waiting>();
  let next = 0;

  function settle(press: SimulatedPress, outcome: PressOutcome): SimulatedPress {
    const settled = { ...press, outcome };
    options.settled(settled);
    return settled;
  }

  function end(count: number, outcome: PressOutcome): void {
    const entry = waiting.get(count);
    if (entry === undefined) return;
    entry.cancel();
    waiting.delete(count);
    settle(entry.press, outcome);
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
    get outstanding() {
      return waiting.size;
    },
    add(key, unsendable) {
      const press: SimulatedPress = { boot, count: next, key, outcome: 'outstanding' };
      next = (next + 1) % 0x1_0000;
      if (unsendable || waiting.size >= capacity) return settle(press, 'dropped');
      const entry: Waiting = { press, cancel: () => undefined };
      waiting.set(press.count, entry);
      repeatLater(entry, 1);
      options.report(press);
      return press;
    },
    got(name) {
      if (name.boot === boot) end(name.count, 'acknowledged');
    },
    forget() {
      for (const count of waiting.keys()) end(count, 'forgotten');
    },
  };
}
