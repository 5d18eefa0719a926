import type { WebSocket } from 'ws';
import type { ScreenChannel } from '../host/bridge/screen-channel.ts';

/** The bridge over one WebSocket. */
export function createWebSocketScreen(socket: WebSocket): ScreenChannel {
  // A screen that breaks the protocol closes; there is nothing else to do about it.
  socket.on('error', () => socket.terminate());
  return {
    send: (text) => socket.send(text),
    onMessage: (handler) => {
      socket.on('message', (data: Buffer, binary) => handler(binary ? '' : data.toString('utf8')));
    },
    onClose: (handler) => {
      socket.once('close', handler);
    },
    close: () => socket.close(),
  };
}
