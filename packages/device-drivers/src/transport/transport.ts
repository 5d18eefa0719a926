import type { Fault, Result } from '@pingjia/shared';

/** What a transport knows of the device behind it; null where it knows nothing. */
export interface TransportDescription {
  /** The device's own number, such as USB's iSerialNumber; the same wherever it is plugged in. */
  readonly serialNumber: string | null;
  /** HID: the report descriptor. */
  readonly reportDescriptor: Uint8Array | null;
}

/** Why a transport did not deliver something: what it received, or (`not-taken`) what the pad was sent and did not take. */
export type RefusalReason = 'foreign-sender' | 'too-large' | 'not-taken';

/** What a transport tells while it is open. */
export interface TransportHandlers {
  /** Told at most once an opening, before any bytes. */
  described?(description: TransportDescription): void;
  /** Bytes in the order the far end sent them: of a stream cut anywhere, else one whole message. */
  data(bytes: Uint8Array): void;
  /** Something is not delivered. The connection goes on. */
  refused?(reason: RefusalReason): void;
  /**
   * The connection ended without our close(); called once, and nothing follows. PAD_NOT_FOUND: the device is gone.
   * PAD_IO_FAILED: the port failed. Null: the far end took its leave.
   */
  closed(fault: Fault | null): void;
}

/** Carries bytes to and from one pad. May be opened again after it ended. */
export interface Transport {
  /** Fails with PAD_NOT_FOUND, PAD_PERMISSION_DENIED, PAD_BUSY (also when open already) or PAD_IO_FAILED. */
  open(handlers: TransportHandlers): Promise<Result<void>>;
  /** Settles when the system took the bytes or the connection ended; PAD_IO_FAILED when not open. */
  write(bytes: Uint8Array): Promise<Result<void>>;
  /** Settles when the port is free again. Nothing is delivered from the call on; closing twice is fine. */
  close(): Promise<void>;
}
