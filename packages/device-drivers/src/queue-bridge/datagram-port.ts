import type { Fault, Result } from '@pingjia/shared';

/** Where a datagram comes from or goes to. */
export interface DatagramPeer {
  /** An IP address. */
  readonly address: string;
  readonly port: number;
}

export interface DatagramHandlers {
  message(bytes: Uint8Array, from: DatagramPeer): void;
  /** The port failed for good; nothing follows. */
  failed(fault: Fault): void;
}

/** A local port that takes datagrams from anywhere. */
export interface DatagramPort {
  /** Where it listens; fails with QUEUE_PORT_UNAVAILABLE. */
  open(handlers: DatagramHandlers): Promise<Result<DatagramPeer>>;
  /** What cannot be sent is gone, as on any network. */
  send(bytes: Uint8Array, to: DatagramPeer): void;
  /** Settles when the port is free; closing twice is fine. */
  close(): Promise<void>;
}
