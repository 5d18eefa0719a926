import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Calls `begin` once the request's connection, TLS included, stands. */
export function whenConnected(request: ClientRequest, begin: (socket: Socket) => void): void {
  request.once('socket', (socket) => {
    if (request.reusedSocket) begin(socket);
    else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => begin(socket));
  });
}
