import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Program<T> {
  /** What the program said when it was ready. */
  readonly ready: T;
  readonly pid: number;
  /** Asks it to stop and waits. */
  stop(): Promise<void>;
  /** Takes its life as a power switch would, and waits until it is gone. */
  kill(): Promise<void>;
}

export interface ProgramOptions<T> {
  readonly path: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Makes something of a printed line once the program is ready. */
  readonly readyLine: (line: string) => T | undefined;
  /** Further lines after it was ready. */
  readonly onLine?: (line: string) => void;
}

/** Starts a program of this repository; resolves when it is ready, rejects with its last words if it ends before. */
export function startProgram<T>({
  path,
  args = [],
  env = {},
  readyLine,
  onLine,
}: ProgramOptions<T>): Promise<Program<T>> {
  const child = spawn(process.execPath, [path, ...args], {
    cwd: root,
    env: { ...process.env, PINGJIA_LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let lastWords = '';
  child.stderr.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString('utf8')).slice(-4_000);
  });
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  return new Promise((resolve, reject) => {
    let begun = false;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = begun ? undefined : readyLine(line);
      if (begun) onLine?.(line);
      if (ready === undefined) return;
      begun = true;
      resolve({
        ready,
        pid: child.pid ?? 0,
        stop: () => end(child, 'SIGTERM', gone),
        kill: () => end(child, 'SIGKILL', gone),
      });
    });
    void gone.then(() => reject(new Error(`${path} ended before it was ready:\n${lastWords}`)));
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals, gone: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  await gone;
}

export function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
