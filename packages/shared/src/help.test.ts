import { describe, expect, test } from 'vitest';
import { answerHelp, asksForHelp, refuseArguments } from './help.ts';

/** What a program with these arguments prints, and how it ends. */
function run(say: typeof answerHelp, args: readonly string[]) {
  const [out, err, exits]: [string[], string[], number[]] = [[], [], []];
  say('Usage: …', {
    argv: ['node', 'main.ts', ...args],
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    exit: (code) => exits.push(code),
  });
  return { out, err, exits };
}

describe('how a program is used', () => {
  test('is asked wherever --help stands', () => {
    expect(asksForHelp(['verify', '--help'])).toBe(true);
    expect(asksForHelp(['-h'])).toBe(true);
    expect(asksForHelp(['help', '--helpful'])).toBe(false);
  });

  test('is answered on stdout, and only where it is asked', () => {
    expect(run(answerHelp, ['--kills', '9', '--help'])).toEqual({ out: ['Usage: …\n'], err: [], exits: [0] });
    expect(run(answerHelp, ['--kills', '9'])).toEqual({ out: [], err: [], exits: [] });
  });

  test('is told on stderr to whoever gives arguments where none are taken', () => {
    expect(run(refuseArguments, ['again', 'x'])).toEqual({
      out: [],
      err: ['“again” is too much.\nUsage: …\n'],
      exits: [2],
    });
    expect(run(refuseArguments, [])).toEqual({ out: [], err: [], exits: [] });
  });
});
