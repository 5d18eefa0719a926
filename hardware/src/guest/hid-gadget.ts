import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';

/** Event numbers, places and sizes of Linux's user-space HID interface: include/uapi/linux/uhid.h. */
const uhid = {
  destroy: 1,
  output: 6,
  create: 11,
  input: 12,
  usbBus: 3,
  eventBytes: 4_380,
  outputData: 4,
  outputSize: 4_100,
} as const;

/** Milliseconds between two looks at what the host wrote. */
const interval = 10;

/** A HID device that the kernel takes for real: a node under /dev and reports on it. */
export interface HidGadget {
  report(bytes: Uint8Array): void;
  unplug(): void;
}

export function plugHidGadget(options: {
  readonly serialNumber: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly descriptor: Uint8Array;
  /** An output report of the host's. */
  output(bytes: Buffer): void;
}): HidGadget {
  const device = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK);
  const create = Buffer.alloc(uhid.eventBytes);
  create.writeUInt32LE(uhid.create, 0);
  create.write('Five Button Pad', 4);
  create.write('pingjia/uhid', 132);
  create.write(options.serialNumber, 196);
  create.writeUInt16LE(options.descriptor.length, 260);
  create.writeUInt16LE(uhid.usbBus, 262);
  create.writeUInt32LE(options.vendorId, 264);
  create.writeUInt32LE(options.productId, 268);
  create.set(options.descriptor, 280);
  writeSync(device, create);

  const looking = setInterval(() => {
    for (let event = readEvent(device); event !== null; event = readEvent(device)) {
      if (event.readUInt32LE(0) !== uhid.output) continue;
      const size = event.readUInt16LE(uhid.outputSize);
      options.output(event.subarray(uhid.outputData, uhid.outputData + size));
    }
  }, interval);

  return {
    report(bytes) {
      const input = Buffer.alloc(6 + bytes.length);
      input.writeUInt32LE(uhid.input, 0);
      input.writeUInt16LE(bytes.length, 4);
      input.set(bytes, 6);
      writeSync(device, input);
    },
    unplug() {
      clearInterval(looking);
      const destroy = Buffer.alloc(4);
      destroy.writeUInt32LE(uhid.destroy, 0);
      writeSync(device, destroy);
      closeSync(device);
    },
  };
}

/** Null when there is none. */
function readEvent(device: number): Buffer | null {
  const event = Buffer.alloc(uhid.eventBytes);
  try {
    return readSync(device, event) === 0 ? null : event;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw error;
  }
}
