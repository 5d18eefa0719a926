import { type ChildProcess, spawn } from 'node:child_process';
import { err, ok, type Result } from '@pingjia/shared';

/** A running socat; its standard input and output are free for `-` as one of its ends. */
export interface Socat {
  readonly process: ChildProcess;
  /** Settles when it is gone. */
  kill(): Promise<void>;
}

/** Joins two ends, as socat(1) names them; settles when bytes flow. The error is a sentence. */
export function startSocat(ends: readonly [string, string]): Promise<Result<Socat, string>> {
  const process = spawn('socat', ['-d', '-d', ...ends], { stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => void process.once('close', () => resolve()));
  return new Promise((resolve) => {
    let told = '';
    process.once('error', () =>
      resolve(err('a terminal of its own needs socat, which is not installed (Debian: sudo apt-get install socat)')),
    );
    process.once('close', () => resolve(err(`socat could not make the terminal: ${told.trim()}`)));
    // Bytes for a socat that is gone are for nobody.
    process.stdin.on('error', () => undefined);
    process.stderr.on('data', (chunk: Buffer) => {
      told = (told + chunk.toString()).slice(-2_000);
      if (!told.includes('starting data transfer loop')) return;
      const kill = async (): Promise<void> => {
        process.kill('SIGKILL');
        await exited;
      };
      resolve(ok({ process, kill }));
    });
  });
}
