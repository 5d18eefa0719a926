import { createServer, type Server, type Socket } from 'node:net';
import type { Result } from '@pingjia/shared';
import { stopListening } from './listen.ts';
import type { CreateSimulatedLine } from './simulated-line.ts';

/** A port that is a listening socket. Like a serial port it takes one host at a time: a second one is hung up on. */
export function streamLine(listen: (server: Server) => Promise<Result<void, string>>): CreateSimulatedLine {
  return (receive) => {
    let host: Socket | undefined;
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (host !== undefined) {
        socket.destroy();
        return;
      }
      host = socket;
      socket.on('data', receive);
      socket.once('close', () => {
        host = undefined;
      });
    });
    return {
      plug: () => listen(server),
      async unplug() {
        const stopped = stopListening(server);
        host?.destroy();
        await stopped;
      },
      send(bytes) {
        if (host?.writable === true) host.write(bytes);
      },
    };
  };
}
