import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ChildOptions {
  readonly name: string;
  /** A program of this repository, relative to its root. */
  readonly program: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Called for every line it prints on stdout. */
  readonly onLine: (line: string) => void;
  /** It ended without having been stopped. */
  readonly onDeath: (name: string, how: string) => void;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const leash = new URL('leash.ts', import.meta.url).href;

/** Milliseconds that a child has for its clean stop. */
const patience = 15_000;

/** One program of the demo: in a process group of its own, so that Ctrl-C reaches the demo alone, which stops all in order. */
export class Child {
  readonly #process: ChildProcess;
  readonly #gone: Promise<void>;
  #stopping = false;

  constructor({ name, program, args = [], env = {}, logFile, onLine, onDeath }: ChildOptions) {
    this.#process = spawn(process.execPath, ['--import', leash, program, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    keepLog(this.#process, logFile);
    if (this.#process.stdout !== null) createInterface({ input: this.#process.stdout }).on('line', onLine);
    this.#process.stdin?.on('error', () => {});
    this.#gone = new Promise((resolve) => {
      this.#process.once('error', (error) => {
        if (!this.#stopping) onDeath(name, error.message);
        resolve();
      });
      this.#process.once('exit', (code, signal) => {
        if (!this.#stopping) onDeath(name, signal === null ? `exit ${code}` : signal);
        resolve();
      });
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), patience);
    await this.#gone;
    clearTimeout(timer);
  }
}

/** What a program says on stderr, in a file; where that cannot be written the words are lost and nothing else. */
export function keepLog(child: ChildProcess, file: string): void {
  const { stderr } = child;
  if (stderr === null) return;
  const log = createWriteStream(file, { flags: 'a', mode: 0o600 });
  log.once('error', () => {
    stderr.unpipe(log);
    stderr.resume();
  });
  stderr.pipe(log);
}

/** Runs a program of this repository to its end; resolves with what it printed. Throws with its log's place if it fails. */
export async function runToEnd(options: Omit<ChildOptions, 'onLine' | 'onDeath'>): Promise<string> {
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [options.program, ...(options.args ?? [])], {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    keepLog(child, options.logFile);
    child.once('error', reject);
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${options.name} failed (exit ${code}); ${options.logFile} says why.`));
    });
  });
  return lines.join('\n');
}
