import { parseArgs } from 'node:util';
import { type Bug, bugs } from './history/bug.ts';

export interface SimulateOptions {
  readonly histories: number;
  readonly seed: number;
  readonly workers: number;
  readonly shrink: boolean;
  /** Steps of the one history to live through again; null: all of them. */
  readonly only: readonly number[] | null;
  readonly trace: boolean;
  readonly bug: Bug;
}

export const usage = `Usage: npm run simulate -- --histories 1000 --seed 1 [--workers 2] [--shrink] [--bug <name>]
       npm run simulate -- --trace --seed 7 [--only 3,5,9]   shows one history, or these of its steps
bugs: ${bugs.join(', ')}`;

/** Null where the arguments make no sense. */
export function readOptions(args: readonly string[]): SimulateOptions | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        histories: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        workers: { type: 'string', default: '1' },
        shrink: { type: 'boolean', default: false },
        only: { type: 'string' },
        trace: { type: 'boolean', default: false },
        bug: { type: 'string', default: 'none' },
      },
    });
    const bug = bugs.find((name) => name === values.bug);
    const [histories, seed, workers] = [values.histories, values.seed, values.workers].map(wholeNumber);
    const only = values.only?.split(',').map(wholeNumber) ?? null;
    if (
      bug === undefined ||
      histories == null ||
      histories === 0 ||
      seed == null ||
      workers == null ||
      only?.includes(null)
    )
      return null;
    const { shrink, trace } = values;
    const kept = only?.filter((index) => index !== null) ?? null;
    return { histories, seed, workers: Math.max(1, workers), shrink, only: kept, trace, bug };
  } catch {
    return null;
  }
}

function wholeNumber(text: string): number | null {
  return /^\d{1,10}$/.test(text) ? Number(text) : null;
}
