import type { MessagePortMain } from 'electron';
import type { ScreenChannel } from '../host/bridge/screen-channel.ts';

/** The bridge over a MessagePort. */
export function createPortScreen(port: MessagePortMain): ScreenChannel {
  port.start();
  return {
    send: (text) => port.postMessage(text),
    onMessage: (handler) => {
      port.on('message', ({ data }: { data: unknown }) => handler(typeof data === 'string' ? data : ''));
    },
    onClose: (handler) => {
      port.once('close', handler);
    },
    close: () => port.close(),
  };
}
