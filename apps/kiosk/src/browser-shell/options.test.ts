import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readShellOptions, rendererProblem } from './options.ts';

describe('the browser shell’s command line', () => {
  test('needs a folder alone', () => {
    expect(readShellOptions(['--data-dir', 'pad'])).toMatchObject({
      ok: true,
      value: { folder: 'pad', pads: [], port: 4310, renderer: expect.stringMatching(/out.renderer$/) },
    });
  });

  test.each([
    [[], 'Name the folder of this pad'],
    [['--data-dir='], 'Name the folder of this pad'],
    [['--data-dir', 'pad', '--port', 'abc'], '--port takes a number from 0 to 65535, not "abc"'],
    [['--data-dir', 'pad', '--port', '65536'], '--port takes'],
    [['--data-dir', 'pad', '--bogus'], "Unknown option '--bogus'"],
  ])('%j says what is wrong', (args, problem) => {
    expect(readShellOptions(args)).toMatchObject({ ok: false, error: expect.stringContaining(problem) });
  });

  test('a folder without a built screen is named, one with a screen is taken', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pingjia-screen-'));
    try {
      expect(await rendererProblem(join(folder, 'nonexist'))).toContain(join(folder, 'nonexist'));
      expect(await rendererProblem(folder)).toContain('no built screen');
      await writeFile(join(folder, 'index.html'), '');
      expect(await rendererProblem(folder)).toBeNull();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
