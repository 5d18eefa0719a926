import { spawnSync } from 'node:child_process';

/** Runs a program to its end and gives what it printed. Throws with its last words when it fails. */
export function runCommand(program: string, args: readonly string[], options: { readonly cwd?: string } = {}): string {
  const run = spawnSync(program, args, { ...options, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0) throw new Error(`"${[program, ...args].join(' ')}" failed:\n${run.stderr.slice(-2_000)}`);
  return run.stdout;
}
