import type { BridgeChannel, ChannelEvents, OpenChannel } from '../bridge/bridge-channel.ts';

/** One in-memory connection, seen from the host's side. */
export interface HostEnd {
  say(text: string): void;
  /** The connection breaks, as the screen notices it. */
  drop(): void;
  readonly isOpen: boolean;
}

/** Channels that end in this very page: each connection is handed to `accept`, which gives what hears the screen. */
export function memoryChannels(accept: (end: HostEnd) => (text: string) => void): OpenChannel {
  return (events) => new MemoryChannel(events, accept);
}

class MemoryChannel implements BridgeChannel, HostEnd {
  readonly #events: ChannelEvents;
  #hear: (text: string) => void = () => {};
  isOpen = true;

  constructor(events: ChannelEvents, accept: (end: HostEnd) => (text: string) => void) {
    this.#events = events;
    queueMicrotask(() => {
      if (!this.isOpen) return;
      this.#hear = accept(this);
      if (this.isOpen) events.opened();
    });
  }

  send(text: string): void {
    // As on a wire: it arrives later, and not at all on a broken one.
    queueMicrotask(() => {
      if (this.isOpen) this.#hear(text);
    });
  }

  say(text: string): void {
    queueMicrotask(() => {
      if (this.isOpen) this.#events.message(text);
    });
  }

  drop(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#events.closed();
  }

  close(): void {
    this.isOpen = false;
  }
}
