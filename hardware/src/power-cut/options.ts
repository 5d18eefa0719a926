import { parseArgs } from 'node:util';
import { err, ok, type Result } from '@pingjia/shared';

export interface PowerCutOptions {
  readonly cuts: number;
  readonly seed: number;
  /** Whether to prove that the rig finds a journal that does not sync. */
  readonly selfTest: boolean;
}

export const usage = 'Usage: npm run test:powercut -- [--cuts 100] [--seed 1] [--self-test]';

/** Reads the command line; the error is a sentence. */
export function readPowerCutOptions(args: readonly string[]): Result<PowerCutOptions, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        cuts: { type: 'string', default: '100' },
        seed: { type: 'string', default: '1' },
        'self-test': { type: 'boolean', default: false },
      },
    });
    const cuts = wholeNumber(values.cuts);
    const seed = wholeNumber(values.seed);
    if (cuts === null || cuts === 0) return err(`--cuts ${values.cuts} is no number of cuts. ${usage}`);
    if (seed === null) return err(`--seed ${values.seed} is no whole number. ${usage}`);
    return ok({ cuts, seed, selfTest: values['self-test'] });
  } catch (error) {
    return err(`${error instanceof Error ? error.message : String(error)} ${usage}`);
  }
}

function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
