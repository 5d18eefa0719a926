import { type Fault, fault } from '@pingjia/shared';
import type { BridgeChannel, ChannelEvents, OpenChannel } from './bridge-channel.ts';
import { exchangeToken } from './screen-session.ts';

export interface WebSocketChannelOptions {
  /** Where the page lies; the host's bridge is `/bridge` of the same origin. */
  readonly page: URL;
  /** One-time token of the page's address; null if the cookie of an earlier visit must do. */
  readonly token: string | null;
  /** The token is spent and need not stay in the address bar. */
  readonly forgetToken: () => void;
}

/** Channels over a WebSocket of the page's own origin; the first one exchanges the token for the session cookie. */
export function webSocketChannels({ page, token, forgetToken }: WebSocketChannelOptions): OpenChannel {
  let unspent = token;
  let refusal: Fault | null = null;

  async function enter(): Promise<void> {
    if (unspent === null) return;
    refusal = await exchangeToken(new URL('screen-session', page), unspent);
    unspent = null;
    forgetToken();
  }

  return (events) => {
    const channel = new WebSocketChannel(events, () => refusal);
    enter().then(
      () => {
        if (refusal?.code === 'SCREEN_ALREADY_OPEN') channel.fail();
        else channel.connect(bridgeAddress(page));
      },
      () => channel.fail(),
    );
    return channel;
  };
}

function bridgeAddress(page: URL): URL {
  const address = new URL('/bridge', page);
  address.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:';
  return address;
}

class WebSocketChannel implements BridgeChannel {
  readonly #events: ChannelEvents;
  readonly #refusal: () => Fault | null;
  #socket: WebSocket | null = null;
  #over = false;
  #heard = false;

  constructor(events: ChannelEvents, refusal: () => Fault | null) {
    this.#events = events;
    this.#refusal = refusal;
  }

  connect(address: URL): void {
    if (this.#over) return;
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#unlessOver(() => this.#events.opened()));
    socket.addEventListener('message', ({ data }) => {
      this.#heard = true;
      // The contract knows no binary messages; as a text that is no JSON it is reported and dropped.
      this.#unlessOver(() => this.#events.message(typeof data === 'string' ? data : 'binary'));
    });
    socket.addEventListener('close', () => this.fail());
  }

  /** A refused token matters only if no earlier visit's cookie opens the door either. */
  fail(): void {
    this.#unlessOver(() => {
      this.#over = true;
      const refusal = this.#heard ? null : this.#refusal();
      if (refusal === null) this.#events.closed();
      else this.#events.refused(fault(refusal.code, refusal.detail));
    });
  }

  send(text: string): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  close(): void {
    this.#over = true;
    this.#socket?.close();
  }

  #unlessOver(run: () => void): void {
    if (!this.#over) run();
  }
}
