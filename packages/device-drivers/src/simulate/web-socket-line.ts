import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { listenOnPort, stopListening } from './listen.ts';
import type { CreateSimulatedLine } from './simulated-line.ts';

/** Largest message that is taken, bytes. */
const maxPayload = 64 * 1024;

/** A WebSocket port of this machine, any path; the newest connection is the host. */
export function webSocketLine(port: number): CreateSimulatedLine {
  return (receive) => {
    const server = createServer();
    const sockets = new WebSocketServer({ server, maxPayload });
    let host: WebSocket | undefined;
    sockets.on('error', () => undefined);
    sockets.on('connection', (socket) => {
      host = socket;
      socket.binaryType = 'nodebuffer';
      socket.on('error', () => undefined);
      socket.on('message', (data: Buffer) => receive(data));
    });
    return {
      plug: () => listenOnPort(server, port),
      async unplug() {
        const stopped = stopListening(server);
        for (const socket of sockets.clients) socket.terminate();
        await stopped;
      },
      send(bytes) {
        if (host?.readyState === host?.OPEN) host?.send(new TextDecoder().decode(bytes));
      },
    };
  };
}
