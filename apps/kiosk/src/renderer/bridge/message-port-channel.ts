import type { OpenChannel } from './bridge-channel.ts';

/** The page's words to the preload script and its answer, which carries the port. */
export const portRequest = 'pingjia-bridge-request';
export const portAnswer = 'pingjia-bridge';

/**
 * Channels over a MessagePort that the preload script hands to the page. A channel closes with the port's `close` event,
 * which Electron adds to the web's MessagePort, and when a port comes unasked: the one before leads nowhere then.
 */
export function messagePortChannels(page: Window): OpenChannel {
  return (events) => {
    let port: MessagePort | null = null;
    const ending = new AbortController();
    const { signal } = ending;

    function take(event: MessageEvent<unknown>): void {
      const [offered] = event.ports;
      if (event.source !== page || offered === undefined || typeOf(event.data) !== portAnswer) return;
      if (port !== null) return end();
      port = offered;
      port.addEventListener('message', ({ data }) => events.message(typeof data === 'string' ? data : 'not a text'), {
        signal,
      });
      port.addEventListener('close', end, { signal });
      port.start();
      events.opened();
    }

    function end(): void {
      ending.abort();
      events.closed();
    }

    page.addEventListener('message', take, { signal });
    page.postMessage({ type: portRequest }, '*');
    return {
      send: (text) => port?.postMessage(text),
      close() {
        ending.abort();
        port?.close();
      },
    };
  };
}

function typeOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
}
