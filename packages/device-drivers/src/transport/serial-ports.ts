/** A serial port of this machine, as the system tells it. */
export interface SerialPortFacts {
  /** /dev/ttyUSB0, COM3: may change with every plugging. */
  readonly path: string;
  /** Four hexadecimal digits, lower case; null where the port is not USB's. */
  readonly vid: string | null;
  readonly pid: string | null;
  readonly serialNumber: string | null;
  /** The maker's name for it. */
  readonly name: string | null;
  /** A path that means the USB socket it is plugged into; null where the system has none. */
  readonly portPath: string | null;
}

export interface SerialPorts {
  /** Rejects where the system cannot tell. */
  list(): Promise<readonly SerialPortFacts[]>;
}
