import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Result } from '@pingjia/shared';
import { transportOfAddress } from './pad-addresses.ts';

const users = { root: 0, nobody: 65_534 } as const;

export interface HeldPort {
  readonly opened: Result<void>;
  release(): Promise<void>;
}

/** Has another process open the address and keep it open. */
export async function holdInOtherProcess(address: string, user: keyof typeof users): Promise<HeldPort> {
  const id = users[user];
  const child: ChildProcess = spawn(process.execPath, [process.argv[1] ?? '', 'hold', address], {
    stdio: ['pipe', 'pipe', 'inherit'],
    uid: id,
    gid: id,
  });
  const exited = once(child, 'exit');
  const opened = await new Promise<Result<void>>((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('the process has no output'));
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as Result<void>));
    void exited.then(() => reject(new Error('the process ended without a word')));
  });
  return {
    opened,
    async release() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The other process: says whether it could open the address, and stays until it is killed. */
export async function hold(address: string): Promise<void> {
  const opened = await transportOfAddress(address).open({ data: () => undefined, closed: () => undefined });
  console.log(JSON.stringify(opened));
  process.stdin.resume();
}
