import { createConnection, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { parseJson } from '@pingjia/shared';

/** JSON objects, one a line, over a local socket. Lines that are no JSON object are passed over. */
export interface JsonLines {
  send(message: object): void;
  close(): void;
}

/** Connects as soon as somebody listens there, or gives up when `until` settles first. */
export async function connectJsonLines(
  path: string,
  hear: (message: Readonly<Record<string, unknown>>) => void,
  until: Promise<unknown>,
): Promise<JsonLines> {
  let over = false;
  void until.finally(() => {
    over = true;
  });
  for (;;) {
    const socket = await connect(path);
    if (socket !== null) {
      createInterface({ input: socket }).on('line', (line) => {
        const message = parse(line);
        if (message !== null) hear(message);
      });
      socket.on('error', () => undefined);
      return {
        send: (message) => void socket.write(`${JSON.stringify(message)}\n`),
        close: () => void socket.destroy(),
      };
    }
    if (over) throw new Error(`nobody listens at ${path}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function connect(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection({ path });
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  const value = parseJson(line);
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
}
