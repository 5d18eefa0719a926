import type { PadCommand } from '@pingjia/device-drivers';
import type { Fault } from '@pingjia/shared';

/** What a test asks of the program in the guest. `name` is the caller's, for what it opens, supervises, holds or plugs in. */
export type DeviceCall =
  /** Lets go of everything. */
  | { readonly call: 'reset' }
  /** What is plugged in, as the product lists it. */
  | { readonly call: 'list' }
  /** Answers when there is such a device node. */
  | { readonly call: 'wait-for'; readonly path: string }
  /** Opens a transport: its Result. */
  | { readonly call: 'open'; readonly name: string; readonly address: string }
  | { readonly call: 'write'; readonly name: string; readonly address: string; readonly hex: string }
  | { readonly call: 'close'; readonly name: string }
  /** Starts a supervisor that confirms every press. */
  | { readonly call: 'supervise'; readonly name: string; readonly address: string }
  | { readonly call: 'command'; readonly name: string; readonly command: PadCommand }
  | { readonly call: 'stop'; readonly name: string }
  /** Opens a transport in a process of its own, as this user, and keeps it open: its Result. */
  | { readonly call: 'hold'; readonly name: string; readonly address: string; readonly user: 'root' | 'nobody' }
  | { readonly call: 'release'; readonly name: string }
  /** Makes a HID device of this guest's own. */
  | {
      readonly call: 'plug-hid';
      readonly name: string;
      readonly serialNumber: string;
      readonly vendorId: number;
      readonly productId: number;
      readonly descriptorHex: string;
    }
  | { readonly call: 'report-hid'; readonly name: string; readonly hex: string }
  | { readonly call: 'unplug-hid'; readonly name: string };

/** What happens in the guest by itself. */
export type DeviceEvent =
  | { readonly event: 'ready' }
  | { readonly event: 'data'; readonly name: string; readonly hex: string }
  /** The host wrote to a HID device of this guest's own. */
  | { readonly event: 'output'; readonly name: string; readonly hex: string }
  | { readonly event: 'closed'; readonly name: string; readonly fault: Fault | null }
  | { readonly event: 'found'; readonly name: string; readonly padId: string; readonly serialNumber: string | null }
  | { readonly event: 'lost'; readonly name: string; readonly reason: string }
  | {
      readonly event: 'press';
      readonly name: string;
      readonly padId: string;
      readonly count: number;
      readonly key: number;
    }
  | { readonly event: 'fault'; readonly name: string; readonly fault: Fault; readonly text: string };

export type Asked = DeviceCall & { readonly id: number };

/** The answer to a call; `error` is the text of a bug. */
export type Answer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });
