import { err, fault, ok } from '@pingjia/shared';
import { createTransport } from './create-transport.ts';
import type { HidDevices, OpenHidDevice } from './hid-devices.ts';
import { findHidDevice, type HidPlace } from './hid-place.ts';
import { holdDevice } from './held-devices.ts';
import { maxMessageBytes } from './message-size.ts';
import type { Transport } from './transport.ts';

/** A HID device: each report is one message. A device that fails is a device that is gone. */
export function createHidTransport(place: HidPlace, devices: HidDevices): Transport {
  return createTransport(async (handlers) => {
    const found = await findHidDevice(place, devices);
    if (!found.ok) return found;
    const { path, serialNumber } = found.value;
    const release = holdDevice(devices, path);
    if (release === undefined) return err(fault('PAD_BUSY', path));
    const reportDescriptor = await devices.descriptor(path);
    const early: Uint8Array[] = [];
    let device: OpenHidDevice | undefined;
    let gone = false;
    const opened = await devices.open(path, {
      report(bytes) {
        if (bytes.length > maxMessageBytes) handlers.refused?.('too-large');
        else if (device === undefined) early.push(bytes);
        else handlers.data(bytes);
      },
      failed() {
        gone = true;
        if (device !== undefined) void close(device).then(() => handlers.closed(fault('PAD_NOT_FOUND', path)));
      },
    });
    if (!opened.ok) {
      release();
      return opened;
    }
    if (gone) {
      await close(opened.value);
      return err(fault('PAD_NOT_FOUND', path));
    }
    device = opened.value;
    handlers.described?.({ serialNumber, reportDescriptor });
    for (const bytes of early) handlers.data(bytes);
    return ok({
      async write(bytes) {
        try {
          await opened.value.write(bytes);
          return ok();
        } catch {
          if (!(await isPresent(path, devices))) return err(fault('PAD_NOT_FOUND', path));
          // A light that the pad declares and does not have must not cost the keys that it has.
          handlers.refused?.('not-taken');
          return ok();
        }
      },
      close: () => close(opened.value),
    });

    async function close(device: OpenHidDevice): Promise<void> {
      await device.close();
      release?.();
    }
  });
}

/** Of a pulled device a write may be the first that fails. */
async function isPresent(path: string, devices: HidDevices): Promise<boolean> {
  const present = await devices.list().catch(() => []);
  return present.some((device) => device.path === path);
}
