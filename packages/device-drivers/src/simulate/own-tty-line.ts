import { constants } from 'node:fs';
import { lstat, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { err, ok } from '@pingjia/shared';
import type { CreateSimulatedLine } from './simulated-line.ts';
import { type Socat, startSocat } from './socat.ts';

/** A terminal that is made at `path` when the pad is plugged in and vanishes when it is pulled, as a USB adapter's does. */
export function ownTtyLine(path: string): CreateSimulatedLine {
  return (receive) => {
    let socat: Socat | undefined;
    let holder: FileHandle | undefined;
    return {
      async plug() {
        if ((await lstat(path).catch(() => null)) !== null)
          return err(`${path} is there already and is no terminal; remove it, or name another path`);
        const started = await startSocat(['-', `pty,rawer,link=${path}`]);
        if (!started.ok) return started;
        socat = started.value;
        socat.process.stdout?.on('data', receive);
        // socat ends when nobody has the terminal open any more; this keeps it open without reading.
        holder = await open(path, constants.O_RDWR | constants.O_NOCTTY);
        return ok();
      },
      async unplug() {
        if (socat === undefined) return;
        // The name goes first: who learns of the hang-up finds no device, as with a real cable.
        await rm(path, { force: true });
        await socat.kill();
        await holder?.close();
        socat = undefined;
        holder = undefined;
      },
      send: (bytes) => void socat?.process.stdin?.write(bytes),
    };
  };
}
