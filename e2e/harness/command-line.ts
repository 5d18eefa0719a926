import { parseArgs } from 'node:util';
import { answerHelp } from '@pingjia/shared';

/** A whole number that a command takes: what it is unless told, and the least it may be. */
export interface NumberOption {
  readonly otherwise: number;
  readonly least?: number;
}

/**
 * The whole numbers and switches on this program's command line. --help ends the program with the usage; so does what it
 * cannot take, with a sentence, as exit code 2.
 */
export function readCommandLine<N extends string, S extends string = never>(
  usage: string,
  numbers: Readonly<Record<N, NumberOption>>,
  switches: readonly S[] = [],
): Readonly<Record<N, number> & Record<S, boolean>> {
  answerHelp(usage, process);
  const names = Object.keys(numbers) as N[];
  try {
    const options = Object.fromEntries([
      ...names.map((name) => [name, { type: 'string' }] as const),
      ...switches.map((name) => [name, { type: 'boolean' }] as const),
    ]);
    const values: Readonly<Record<string, unknown>> = parseArgs({ options }).values;
    const read = names.map((name) => [name, wholeNumber(name, values[name], numbers[name])] as const);
    const set = switches.map((name) => [name, values[name] === true] as const);
    return Object.fromEntries([...read, ...set]) as Record<N, number> & Record<S, boolean>;
  } catch (error) {
    return endWith(error instanceof Error ? error.message : String(error), usage);
  }
}

/** Ends the program because of how it was called. */
export function endWith(problem: string, usage: string): never {
  process.stderr.write(`${problem}\n${usage}\n`);
  process.exit(2);
}

function wholeNumber(name: string, given: unknown, { otherwise, least = 0 }: NumberOption): number {
  const number = given === undefined ? otherwise : Number(given);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new RangeError(`--${name} takes a whole number from ${least}.`);
}
