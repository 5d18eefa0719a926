import type { RandomSource } from '@pingjia/shared';
import { createPressNames } from '../press-names.ts';
import type { PressName } from '../pad-driver.ts';
import type { PadMessage } from './message.ts';
import { createSequenceNames } from './sequence-names.ts';

/** Presses whose own numbers are remembered until they are confirmed. */
const remembered = 256;

/** Makes named presses of reports: by the pad's numbers if it has some, else by the time between them. */
export interface PressReader {
  /** Null where the report is one more of the press before: a bounce, or a key held down. `at`: monotonic milliseconds. */
  read(report: PadMessage & { readonly key: number }, at: number): PressName | null;
  /** The report that a press was made of. */
  reportOf(press: PressName): PadMessage | undefined;
  forget(): void;
}

export interface PressReaderOptions {
  readonly random: RandomSource;
  /** Milliseconds within which the pad may report a numbered press again. */
  readonly window: number;
  /** Milliseconds within which the same key is the same press; counted from its latest report. */
  readonly repeat: number;
  /** How many numbers the pad has; null: it does not number its presses. */
  readonly modulus: number | null;
}

export function createPressReader({ random, window, repeat, modulus }: PressReaderOptions): PressReader {
  const draw = createPressNames(random);
  const numbered = modulus === null ? null : createSequenceNames(random, window, modulus);
  const reports = new Map<string, PadMessage>();
  let before: { readonly key: number; readonly at: number } | undefined;

  function nameOf(report: PadMessage & { readonly key: number }, at: number): PressName | null {
    const { key, sequence, boot } = report;
    if (numbered !== null && sequence !== undefined) {
      return numbered.nameOf({ sequence, key, ...(boot === undefined ? {} : { boot }) }, at);
    }
    const again = before !== undefined && before.key === key && at - before.at < repeat;
    before = { key, at };
    return again ? null : draw();
  }

  return {
    read(report, at) {
      const name = nameOf(report, at);
      if (name === null) return null;
      reports.set(idOf(name), report);
      for (const oldest of reports.keys()) {
        if (reports.size <= remembered) break;
        reports.delete(oldest);
      }
      return name;
    },
    reportOf: (press) => reports.get(idOf(press)),
    forget() {
      numbered?.forget();
      before = undefined;
    },
  };
}

const idOf = ({ boot, count }: PressName): string => `${boot} ${count}`;
