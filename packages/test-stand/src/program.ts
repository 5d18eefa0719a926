import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Milliseconds that a program has until it is ready, unless it is given more. */
const defaultPatience = 120_000;

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
  /** Relative to the repository's root. */
  readonly path: string;
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Makes something of a printed line once the program is ready. */
  readonly readyLine: (line: string) => T | undefined;
  /** Further lines after it was ready. */
  readonly onLine?: (line: string) => void;
  /** Milliseconds until it must be ready. */
  readonly patience?: number;
}

/** Starts a program of this repository; resolves when it is ready, rejects with its last words if it ends before. */
export function startProgram<T>({
  path,
  args = [],
  nodeArgs = [],
  env = {},
  readyLine,
  onLine,
  patience = defaultPatience,
}: ProgramOptions<T>): Promise<Program<T>> {
  const child = spawn(process.execPath, [...nodeArgs, path, ...args], {
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
    const timer = setTimeout(() => {
      lastWords += `\nIt was not ready after ${patience} ms.`;
      child.kill('SIGKILL');
    }, patience);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (begun) return onLine?.(line);
      const ready = readyLine(line);
      if (ready === undefined) return;
      begun = true;
      clearTimeout(timer);
      resolve({
        ready,
        pid: child.pid ?? 0,
        stop: () => end(child, 'SIGTERM', gone),
        kill: () => end(child, 'SIGKILL', gone),
      });
    });
    void gone.then(() => {
      clearTimeout(timer);
      reject(new Error(`${path} ended before it was ready:\n${lastWords}`));
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals, gone: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  await gone;
}
