import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createNbdSession } from './nbd-session.ts';
import type { VolatileDisk } from './volatile-disk.ts';

export interface NbdServer {
  /** From the call on nothing is read, written or flushed any more: the moment of the cut. */
  freeze(): void;
  close(): Promise<void>;
}

/** Serves a disk to one client on a local socket. A request is served whole, in the order of arrival. */
export async function serveDisk(disk: VolatileDisk, path: string): Promise<NbdServer> {
  let frozen = false;
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => clients.delete(socket));
    const session = createNbdSession(disk, {
      send: (bytes) => void socket.write(bytes),
      hangUp: () => void socket.end(),
    });
    socket.on('data', (bytes) => {
      if (!frozen) session.receive(bytes);
    });
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    freeze() {
      frozen = true;
    },
    async close() {
      frozen = true;
      const closed = once(server, 'close');
      server.close();
      for (const client of clients) client.destroy();
      await closed;
    },
  };
}
