import type { OpenChannel } from './bridge-channel.ts';

/** The page's words to the preload script and its answer, which carries the port. */
export const portRequest = 'pingjia-bridge-request';
export const portAnswer = 'pingjia-bridge';

/** Channels over a MessagePort that the preload script hands to the page. */
export function messagePortChannels(page: Window): OpenChannel {
  return (events) => {
    let port: MessagePort | null = null;
    let over = false;

    function take(event: MessageEvent<unknown>): void {
      const [offered] = event.ports;
      if (event.source !== page || offered === undefined || typeOf(event.data) !== portAnswer) return;
      page.removeEventListener('message', take);
      port = offered;
      port.addEventListener('message', ({ data }) => {
        if (!over) events.message(typeof data === 'string' ? data : 'not a text');
      });
      port.addEventListener('close', () => {
        if (over) return;
        over = true;
        events.closed();
      });
      port.start();
      events.opened();
    }

    page.addEventListener('message', take);
    page.postMessage({ type: portRequest }, '*');
    return {
      send: (text) => port?.postMessage(text),
      close() {
        over = true;
        page.removeEventListener('message', take);
        port?.close();
      },
    };
  };
}

function typeOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
}
