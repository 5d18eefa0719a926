import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { cacheFolder } from '../cache-folder.ts';
import { provideGuestImage } from '../image/build-guest-image.ts';
import { options, startMachine } from '../qemu/machine.ts';
import { cables, cableSocket } from './bench-places.ts';
import { connectGuest } from './guest.ts';

/** Starts the guest that all tests share, with a USB bus and cables to plug into it; its end is the tests' end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const image = await provideGuestImage(cacheFolder(process.env), process.execPath);
  const folder = mkdtempSync(join(tmpdir(), 'pingjia-bench-'));
  const machine = startMachine({
    image,
    role: 'devices',
    folder,
    devices: [
      ...options({ device: 'qemu-xhci,id=usb' }),
      ...cables.flatMap((cable) =>
        options({ chardev: `socket,id=${cable},path=${cableSocket(folder, cable)},server=on,wait=off` }),
      ),
    ],
  });
  const guest = await connectGuest(machine.agent, machine.ended);
  const up = await Promise.race([guest.until('ready').then(() => true), machine.ended.then(() => false)]);
  guest.close();
  if (!up) throw new Error(`The guest did not come up. Its console:\n${machine.console()}`);
  project.provide('benchFolder', folder);
  return async () => {
    await machine.kill();
    rmSync(folder, { recursive: true, force: true });
  };
}
