/** A device of this machine that types. */
export interface KeyDeviceFacts {
  /** A name that stays: /dev/input/by-id/…-event-kbd, or by-path where two devices share the former. */
  readonly path: string;
  /** Four hexadecimal digits, lower case; null where unknown. */
  readonly vid: string | null;
  readonly pid: string | null;
  readonly serialNumber: string | null;
  readonly name: string | null;
  /** Whether `path` follows the USB socket rather than the device. */
  readonly bySocket: boolean;
}

export interface KeyDevices {
  list(): Promise<readonly KeyDeviceFacts[]>;
  /** Null where there is no such device. */
  facts(path: string): Promise<KeyDeviceFacts | null>;
}
