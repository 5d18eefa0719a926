import { createServer, type Socket } from 'node:net';
import { listenOnPort, stopListening } from './listen.ts';
import type { CreateSimulatedLine } from './simulated-line.ts';

/** A TCP port of this machine that is called once for each command: the answer, then the end of the call. */
export function tcpCallLine(port: number): CreateSimulatedLine {
  return (receive) => {
    const calls = new Set<Socket>();
    let calling: Socket | undefined;
    const server = createServer((socket) => {
      calls.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => calls.delete(socket));
      socket.on('data', (bytes) => {
        calling = socket;
        receive(bytes);
        // What is said later was not asked for by this call.
        if (socket.writableEnded) calling = undefined;
      });
    });
    return {
      plug: () => listenOnPort(server, port),
      async unplug() {
        const stopped = stopListening(server);
        for (const socket of calls) socket.destroy();
        await stopped;
      },
      send(bytes) {
        if (calling?.writable === true) calling.end(bytes);
      },
    };
  };
}
