import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from './tally.ts';
import { readVitestReport } from './vitest-report.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Runs a program of the workspace with its output shown; resolves with its exit code. */
export function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A check that passes or fails as a whole. */
export async function check(name: string, program: string, args: readonly string[]): Promise<Outcome> {
  console.log(`\n── ${name}`);
  const code = await run(program, args);
  return code === 0 ? { passed: 1, failed: [], skipped: [] } : { passed: 0, failed: [name], skipped: [] };
}

/** Vitest on a Node of choice, with what `choice` says of its command line; every test counts. */
export async function vitest(stage: string, node: string, choice: readonly string[]): Promise<Outcome> {
  console.log(`\n── ${stage}`);
  const folder = mkdtempSync(join(tmpdir(), 'pingjia-test-'));
  const report = join(folder, 'report.json');
  try {
    const code = await run(node, [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...choice,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    const outcome = readVitestReport(readText(report), stage);
    if (code === 0 || outcome.failed.length > 0) return outcome;
    return { ...outcome, failed: [`${stage}: Vitest ended with exit ${code}`] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
