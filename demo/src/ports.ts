import { createServer } from 'node:net';
import type { DemoOptions } from './options.ts';

/** A sentence for the user where a port of the demo is taken; null when both are free. */
export async function portProblem({ serverPort, kioskPort }: DemoOptions): Promise<string | null> {
  for (const [port, option] of [
    [serverPort, '--server-port'],
    [kioskPort, '--kiosk-port'],
  ] as const) {
    if (!(await isFree(port))) {
      return `Port ${port} is in use, perhaps by a demo that still runs. Stop that, or choose another with ${option} <port>.`;
    }
  }
  return serverPort === kioskPort ? 'The server and the screen need two different ports.' : null;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
