import type { Stored } from '../floors/raw-rows.ts';

/** Another way of bringing a device's records to a server. */
export interface Peer {
  readonly name: string;
  /** Of its server on this machine. */
  readonly port: number;
  /**
   * Milliseconds until the server, reached through `port`, has confirmed all of `records`; `ready` is called after
   * everything that is not timed. Throws where the server does not hold each of them afterwards.
   */
  time(records: readonly Stored[], port: number, ready?: () => void): Promise<number>;
  close(): Promise<void>;
}
