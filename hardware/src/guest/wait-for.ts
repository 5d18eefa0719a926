import { existsSync } from 'node:fs';

const interval = 20;

/** Settles when the device node is there and udev is through with it. */
export async function waitFor(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, interval));
}
