import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..');

/** Any of them will do; all but the last are strict. */
const compilers = [
  ...['cc', 'gcc'].map((name) => [name, '-std=c99', '-Wall', '-Wextra', '-Wconversion', '-Werror', '-O1'] as const),
  ['tcc', '-Wall', '-Werror'],
] as const;

/** Compiles the sketch and its stub; the program lies in a folder of its own. Throws with the compiler's words. */
export function compileFirmware(): string {
  const sources = globSync(['pingjia-line-pad/*.c', 'host-stub/*.c'], { cwd: folder }).sort();
  const program = join(mkdtempSync(join(tmpdir(), 'pingjia-firmware-')), 'pad');
  for (const [compiler, ...strictness] of compilers) {
    const args = [...strictness, '-Ihost-stub', '-o', program, ...sources];
    const run = spawnSync(compiler, args, { cwd: folder, encoding: 'utf8' });
    if (run.error !== undefined) continue;
    if (run.status !== 0) throw new Error(`the firmware does not compile:\n${run.stderr}`);
    return program;
  }
  throw new Error('the firmware needs a C compiler: install gcc or tcc, and libc6-dev');
}
