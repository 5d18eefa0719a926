import type { RandomSource } from '@pingjia/shared';
import { createPressNames } from '../press-names.ts';
import type { PressName } from '../pad-driver.ts';

/** Reports that are remembered to tell a repeat from a new press. */
const remembered = 64;

interface Report {
  readonly key: number;
  readonly name: PressName;
  readonly at: number;
}

/** Names presses by the pad's own numbers. */
export interface SequenceNames {
  /** `at`: monotonic milliseconds. The same number and key within the answer window are the same press. */
  nameOf(report: { readonly sequence: number; readonly key: number; readonly boot?: string }, at: number): PressName;
  /** The pad was switched on anew: its numbers begin again. */
  forget(): void;
}

/**
 * A pad's number wraps early and begins again at each power-on, often unannounced; so the boot is drawn here, and every
 * number that is not a repeat within `window` milliseconds is a press of its own. Missing numbers leave a gap in the count.
 */
export function createSequenceNames(random: RandomSource, window: number, modulus: number): SequenceNames {
  const recent = new Map<string, Report>();
  const drawBoot = (): string => createPressNames(random)().boot;
  let boot = '';
  let count = 0;
  let last: number | undefined;
  let padBoot: string | undefined;

  function forget(): void {
    recent.clear();
    last = undefined;
  }

  function advance(sequence: number): PressName {
    const step = last === undefined ? 0 : (sequence - last + modulus) % modulus;
    const next = count + step;
    // A step backwards is a pad that began again, not one that lost nearly all of its presses.
    if (last === undefined || step === 0 || step > modulus / 2 || next > 65_535) {
      boot = drawBoot();
      count = 0;
    } else count = next;
    last = sequence;
    return { boot, count };
  }

  return {
    forget,
    nameOf({ sequence, key, boot: reported }, at) {
      if (reported !== padBoot) forget();
      padBoot = reported;
      const id = `${sequence}`;
      const before = recent.get(id);
      recent.delete(id);
      const repeated = before !== undefined && before.key === key && at - before.at <= window;
      const name = repeated ? before.name : advance(sequence);
      recent.set(id, { key, name, at });
      for (const oldest of recent.keys()) {
        if (recent.size <= remembered) break;
        recent.delete(oldest);
      }
      return name;
    },
  };
}
