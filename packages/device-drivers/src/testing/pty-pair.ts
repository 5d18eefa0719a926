import { constants } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Socat, startSocat } from '../simulate/socat.ts';

/** Two real terminals joined back to back by `socat`; what enters one comes out of the other. */
export interface PtyPair {
  /** Paths, the same after `mend`. */
  readonly a: string;
  readonly b: string;
  /** Pulls the cable: both terminals vanish. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  readonly socat: Socat;
  readonly holders: readonly FileHandle[];
}

export async function openPtyPair(): Promise<PtyPair> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-pty-'));
  const paths = [join(folder, 'a'), join(folder, 'b')] as const;
  let running: Running | undefined = await connectTerminals(paths);

  async function cut(): Promise<void> {
    const pulled = running;
    running = undefined;
    if (pulled === undefined) return;
    // The names go first: who learns of the hang-up finds no device, as with a real cable.
    await Promise.all(paths.map((path) => rm(path, { force: true })));
    await pulled.socat.kill();
    await Promise.all(pulled.holders.map((holder) => holder.close()));
  }

  return {
    a: paths[0],
    b: paths[1],
    cut,
    async mend() {
      running ??= await connectTerminals(paths);
    },
    async close() {
      await cut();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function connectTerminals(paths: readonly [string, string]): Promise<Running> {
  const started = await startSocat([`pty,rawer,link=${paths[0]}`, `pty,rawer,link=${paths[1]}`]);
  if (!started.ok) throw new Error(started.error);
  // socat leaves when nobody has a terminal open any more; these keep them open without reading.
  const holders = await Promise.all(paths.map((path) => open(path, constants.O_RDWR | constants.O_NOCTTY)));
  return { socat: started.value, holders };
}
