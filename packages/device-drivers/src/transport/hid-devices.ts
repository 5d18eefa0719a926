import type { Result } from '@pingjia/shared';

/** A HID device of this machine, one interface of it. */
export interface HidDeviceFacts {
  /** What it is opened by: /dev/hidraw0. May change with every plugging. */
  readonly path: string;
  /** Four hexadecimal digits, lower case. */
  readonly vid: string;
  readonly pid: string;
  readonly serialNumber: string | null;
  readonly name: string | null;
  /** USB interface number; -1 where unknown. */
  readonly interface: number;
  /** Of its first top-level collection (HID Usage Tables, 3); null where unknown. */
  readonly usagePage: number | null;
  readonly usage: number | null;
  /** The USB socket it is plugged into, such as 1-1.2:1.0; null where the system has no name for it. */
  readonly usbPort: string | null;
}

export interface HidHandlers {
  /** One input report; its identifier goes first where the device numbers its reports. */
  report(bytes: Uint8Array): void;
  /** The device is gone or broken. May be told more than once. */
  failed(message: string): void;
}

export interface OpenHidDevice {
  /** One output report, its identifier first, 0 where the device numbers none. Rejects when it cannot be sent. */
  write(report: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** The HID devices of a machine: what the native module is behind, and what stands in for it in tests. */
export interface HidDevices {
  /** Rejects where the system cannot tell. */
  list(): Promise<readonly HidDeviceFacts[]>;
  /** Fails with PAD_NOT_FOUND, PAD_PERMISSION_DENIED or PAD_IO_FAILED. */
  open(path: string, handlers: HidHandlers): Promise<Result<OpenHidDevice>>;
  /** The report descriptor; null where the system does not show it. */
  descriptor(path: string): Promise<Uint8Array | null>;
}
