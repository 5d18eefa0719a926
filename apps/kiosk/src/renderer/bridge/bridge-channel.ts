import type { Fault } from '@pingjia/shared';

/** What a channel tells its owner. `opened` comes before any `message`; after `closed` or `refused` nothing comes. */
export interface ChannelEvents {
  opened(): void;
  message(text: string): void;
  closed(): void;
  /** The host will not talk to this page until a person acts. */
  refused(fault: Fault): void;
}

/** One connection to the host. Texts sent before `opened` or after the end are dropped. */
export interface BridgeChannel {
  send(text: string): void;
  /** Ends the connection without a further event. */
  close(): void;
}

/** Begins one connection; how it went is told through `events`, never before this returns. */
export type OpenChannel = (events: ChannelEvents) => BridgeChannel;
