import type { Socket } from 'node:net';
import { err, fault, ok, type Result } from '@pingjia/shared';
import type { Connection } from './create-transport.ts';
import { networkFault } from './network-fault.ts';
import type { TransportHandlers } from './transport.ts';

/** Waits for a socket that is connecting to `place`, and carries its bytes from then on. */
export function connectStream(socket: Socket, place: string, handlers: TransportHandlers): Promise<Result<Connection>> {
  return new Promise((resolve) => {
    let failure: Error | undefined;
    socket.on('data', (bytes) => handlers.data(bytes));
    socket.on('error', (error) => {
      failure = error;
    });
    socket.once('connect', () => resolve(ok(connectionOf(socket))));
    socket.once('close', () => {
      const reason = networkFault(failure, place);
      resolve(err(reason));
      handlers.closed(reason);
    });
  });
}

function connectionOf(socket: Socket): Connection {
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        socket.write(bytes, (error) => resolve(error ? err(fault('PAD_IO_FAILED', error.message)) : ok()));
      }),
    close: () =>
      new Promise((resolve) => {
        if (socket.closed) return resolve();
        socket.once('close', () => resolve());
        // What the system has not taken by now is for a far end that does not read; it must not hold us.
        socket.destroy();
      }),
  };
}
