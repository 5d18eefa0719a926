import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';

/** The machine in one line, as a table's caption says it. */
export function describeMachine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const parts = [
    `${cores.length} × ${cores[0]?.model.replaceAll(/\s+/g, ' ').trim() ?? 'unknown processor'}`,
    `${memory} GB`,
    `Linux ${release().replace(/-.*/, '')}`,
    `Node ${process.versions.node}`,
    versionOf('chromium', /Chromium \d+/),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** The load average of the last minute: figures taken beside other work are worth little. */
export function load(): number {
  return loadavg()[0] ?? 0;
}

function versionOf(program: string, version: RegExp): string | null {
  try {
    return (
      version.exec(
        execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      )?.[0] ?? null
    );
  } catch {
    return null;
  }
}
