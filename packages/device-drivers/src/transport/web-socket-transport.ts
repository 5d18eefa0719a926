import { isUtf8 } from 'node:buffer';
import { type Clock, err, type Fault, fault, ok, type Result } from '@pingjia/shared';
import { WebSocket } from 'ws';
import { type Connection, createTransport } from './create-transport.ts';
import { maxMessageBytes } from './message-size.ts';
import { networkFault } from './network-fault.ts';
import { networkTimes } from './network-times.ts';
import type { Transport, TransportHandlers } from './transport.ts';

export interface WebSocketOptions {
  /** ws://127.0.0.1:9000/path. */
  readonly url: string;
  /** `auto`: what is UTF-8 goes as a text frame, all else as a binary one. */
  readonly frames: 'auto' | 'binary';
}

/** A WebSocket client: each frame is one message. A frame that is too large ends the connection. */
export function createWebSocketTransport(options: WebSocketOptions, clock: Clock): Transport {
  return createTransport((handlers) => connect(options, clock, handlers));
}

function connect(
  { url, frames }: WebSocketOptions,
  clock: Clock,
  handlers: TransportHandlers,
): Promise<Result<Connection>> {
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    followRedirects: false,
    maxPayload: maxMessageBytes,
    handshakeTimeout: networkTimes.connect,
  });
  let failure: Error | undefined;
  return new Promise((resolve) => {
    socket.on('message', (data) => handlers.data(Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data)));
    socket.on('error', (error) => {
      failure = error;
      if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') handlers.refused?.('too-large');
    });
    // A terminal that lost its power never says goodbye.
    socket.once('upgrade', (answer) => void answer.socket.setKeepAlive(true, networkTimes.keepAlive));
    socket.once('open', () => resolve(ok(connectionOf(socket, frames, clock))));
    socket.once('close', (code) => {
      resolve(err(networkFault(failure, url)));
      handlers.closed(reasonOf(code, failure, url));
    });
  });
}

/** RFC 6455, 7.4.1: 1000 and 1001 are said on purpose; 1006 is a connection that broke off. */
function reasonOf(code: number, failure: Error | undefined, url: string): Fault | null {
  return code === 1_000 || code === 1_001 ? null : networkFault(failure, url);
}

function connectionOf(socket: WebSocket, frames: WebSocketOptions['frames'], clock: Clock): Connection {
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        socket.send(bytes, { binary: frames === 'binary' || !isUtf8(bytes) }, (error) => {
          resolve(error ? err(fault('PAD_IO_FAILED', error.message)) : ok());
        });
      }),
    close: () =>
      new Promise((resolve) => {
        if (socket.readyState === WebSocket.CLOSED) return resolve();
        const cancel = clock.after(networkTimes.goodbye, () => socket.terminate());
        socket.once('close', () => {
          cancel();
          resolve();
        });
        socket.close(1_000);
      }),
  };
}
