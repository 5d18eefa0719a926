import { parseArgs } from 'node:util';
import { defaultDataDir, findDataDir } from './options.ts';

export interface PressOptions {
  /** The folder of the demo whose pad is pressed, absolute. */
  readonly dataDir: string;
  /** As printed on the pad: 1 to 9. */
  readonly key: number;
  readonly times: number;
  /** Milliseconds between presses. */
  readonly every: number;
}

export const usage = `Usage: npm run press -- <1-9> [--times <n>] [--every <milliseconds>] [--data-dir <folder>]
5 = very satisfied … 1 = very dissatisfied`;

/** Reads the command line; a sentence for the user where it makes no sense. */
export function parsePressOptions(args: readonly string[], calledFrom: string): PressOptions | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'data-dir': { type: 'string', default: defaultDataDir },
        times: { type: 'string', default: '1' },
        every: { type: 'string', default: '0' },
      },
    });
    const [key = '', ...more] = positionals;
    const [times, every] = [Number(values.times), Number(values.every)];
    if (key === '') return `Say which button: 1 to 9.\n${usage}`;
    if (!/^[1-9]$/.test(key)) return `"${key}" is no button: 1 to 9.\n${usage}`;
    if (more.length > 0) return `"${more.join(' ')}" is too much: one button at a time.\n${usage}`;
    if (!(times >= 1)) return `--times takes a number from 1, not "${values.times}".\n${usage}`;
    if (!(every >= 0)) return `--every takes milliseconds from 0, not "${values.every}".\n${usage}`;
    return { dataDir: findDataDir(values['data-dir'], calledFrom), key: Number(key), times, every };
  } catch (error) {
    return `${(error as Error).message}\n${usage}`;
  }
}
