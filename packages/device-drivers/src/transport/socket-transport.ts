import { createConnection, type Socket } from 'node:net';
import { type ErrorCode, err, type Fault, fault, ok, type Result } from '@pingjia/shared';
import { type Connection, createTransport } from './create-transport.ts';
import type { Transport, TransportHandlers } from './transport.ts';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'PAD_NOT_FOUND',
  ECONNREFUSED: 'PAD_NOT_FOUND',
  ECONNRESET: 'PAD_NOT_FOUND',
  EPIPE: 'PAD_NOT_FOUND',
  EACCES: 'PAD_PERMISSION_DENIED',
  EAGAIN: 'PAD_BUSY',
};

/** A local stream socket (Windows: a named pipe) by its path: how a simulated pad is reached. */
export function createSocketTransport(path: string): Transport {
  return createTransport((handlers) => connect(path, handlers));
}

function connect(path: string, handlers: TransportHandlers): Promise<Result<Connection>> {
  return new Promise((resolve) => {
    let failure: NodeJS.ErrnoException | undefined;
    const socket = createConnection({ path });
    socket.on('data', (bytes) => handlers.data(bytes));
    socket.on('error', (error) => {
      failure = error;
    });
    socket.once('connect', () => resolve(ok(connectionOf(socket))));
    socket.once('close', () => {
      const reason = faultOf(failure, path);
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

/** A connection that ends without an error is a far end that went away. */
function faultOf(error: NodeJS.ErrnoException | undefined, path: string): Fault {
  if (error === undefined) return fault('PAD_NOT_FOUND', path);
  const code = codes[error.code ?? ''];
  return code === undefined ? fault('PAD_IO_FAILED', error.message) : fault(code, path);
}
