import { parseArgs } from 'node:util';
import type { Extent } from './extent.ts';
import type { Planned } from './plan.ts';

export interface Options<T extends Planned> {
  readonly chosen: readonly T[];
  readonly extent: Extent;
  readonly write: boolean;
  /** As it was given; relative to where the command was called. */
  readonly out: string;
  /** The npm command that measures one benchmark as this run does. */
  readonly command: (benchmark: string) => string;
}

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function readOptions<T extends Planned>(args: readonly string[], benchmarks: readonly T[]): Options<T> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      long: { type: 'boolean', default: false },
      rehearsal: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      out: { type: 'string', default: '.pingjia' },
    },
  });
  const { only, long, rehearsal, write, out } = values;
  const unknown = only.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown !== undefined) throw new Error(`There is no benchmark "${unknown}".`);
  if (rehearsal && (long || write)) throw new Error('A rehearsal is neither long nor written down.');
  const chosen = benchmarks.filter(
    (benchmark) => (only.length === 0 || only.includes(benchmark.name)) && (benchmark.long || !long),
  );
  if (chosen.length === 0) throw new Error('None of these has a long run.');
  const run = `npm run ${long ? 'bench:long' : 'bench'}`;
  return {
    chosen,
    extent: rehearsal ? 'rehearsal' : long ? 'long' : 'short',
    write,
    out,
    command: (benchmark) => (only.length === 0 ? run : `${run} -- --only ${benchmark}`),
  };
}

export function usage(benchmarks: readonly Planned[]): string {
  return `Usage: npm run bench -- [options]

  --only <name>   one of ${benchmarks.map(({ name }) => name).join(', ')}; may be given again
  --long          the sizes that take long, of those that have them (npm run bench:long)
  --rehearsal     sizes so small that the figures mean nothing: proves that everything runs
  --write         the figures into docs/performance.md
  --out <folder>  where bench.json goes and which disk is measured (.pingjia)`;
}
