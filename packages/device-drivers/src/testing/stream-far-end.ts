import { createServer, type Server, type Socket } from 'node:net';
import { type ByteLog, createByteLog } from './byte-log.ts';
import type { TransportRig } from './transport-contract.ts';

/** The far end of a transport over stream sockets, as the contract suite asks for it; the newest connection counts. */
export interface StreamFarEnd {
  readonly server: Server;
  readonly far: TransportRig['far'];
  /** Ends the newest connection. */
  hangUp(): void;
}

export function createStreamFarEnd(): StreamFarEnd {
  let log: ByteLog = createByteLog();
  let newest: Socket | undefined;
  let arrived: (() => void) | undefined;
  const server = createServer((socket) => {
    log = createByteLog();
    newest = socket.on('data', log.data).on('error', () => undefined);
    socket.once('close', () => {
      if (newest === socket) newest = undefined;
    });
    arrived?.();
  });
  return {
    server,
    far: {
      log: () => log,
      ready: () =>
        new Promise((resolve) => {
          if (newest !== undefined) resolve();
          else arrived = resolve;
        }),
      write: (bytes) => new Promise((resolve) => void newest?.write(bytes, () => resolve())),
    },
    hangUp: () => void newest?.destroy(),
  };
}
