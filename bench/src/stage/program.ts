import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Milliseconds that a program has until it is ready, unless it is given more. */
const defaultPatience = 60_000;

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Program {
  /** The line by which it said that it was ready. */
  readonly line: string;
  readonly pid: number;
  /** Asks it to stop and waits. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  /** A program of this repository, relative to its root. */
  readonly path: string;
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly isReady: (line: string) => boolean;
  /** Milliseconds until it must be ready. */
  readonly patience?: number;
}

/** Starts a program; resolves with the line that says it is ready, rejects with its last words if it ends before. */
export function startProgram({
  path,
  args = [],
  nodeArgs = [],
  env = {},
  isReady,
  patience = defaultPatience,
}: ProgramOptions): Promise<Program> {
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
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      lastWords += `\nIt was not ready after ${patience} ms.`;
    }, patience);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!isReady(line)) return;
      clearTimeout(timer);
      resolve({ line, pid: child.pid ?? 0, stop: () => end(child, gone) });
    });
    void gone.then(() => {
      clearTimeout(timer);
      reject(new Error(`${path} ended before it was ready:\n${lastWords}`));
    });
  });
}

async function end(child: ChildProcess, gone: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  await gone;
}
