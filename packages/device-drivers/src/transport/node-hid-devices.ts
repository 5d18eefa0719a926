import { constants } from 'node:fs';
import { access, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, fault, ok, type Result } from '@pingjia/shared';
import type { Device } from 'node-hid';
import { denied } from './denied.ts';
import type { HidDeviceFacts, HidDevices, HidHandlers, OpenHidDevice } from './hid-devices.ts';
import { cleanSerialNumber } from './usb-identity.ts';

const sysfs = '/sys/class/hidraw';

/** The HID devices of this machine. The native module is loaded at the first use: a host without such pads does without. */
export const nodeHidDevices: HidDevices = {
  async list() {
    const { devicesAsync } = await import('node-hid');
    const devices = (await devicesAsync()).filter(({ path }) => path !== undefined);
    return Promise.all(devices.map(factsOf));
  },
  open,
  async descriptor(path) {
    if (process.platform !== 'linux') return null;
    return readFile(join(sysfs, basename(path), 'device', 'report_descriptor')).catch(() => null);
  },
};

async function factsOf(device: Device): Promise<HidDeviceFacts> {
  const { path = '', vendorId, productId, serialNumber, product, usagePage, usage } = device;
  return {
    path,
    vid: hex(vendorId),
    pid: hex(productId),
    serialNumber: cleanSerialNumber(serialNumber),
    name: product ?? null,
    interface: device.interface,
    usagePage: usagePage ?? null,
    usage: usage ?? null,
    usbPort: await usbPortOf(path),
  };
}

const hex = (number: number): string => number.toString(16).padStart(4, '0');

/** On Linux the device lies below its USB interface: …/1-1.2:1.0/0003:1209:5B5B.0001. */
async function usbPortOf(path: string): Promise<string | null> {
  const device = await realpath(join(sysfs, basename(path), 'device')).catch(() => null);
  const above = device === null ? '' : basename(dirname(device));
  return /^\d+-[\d.]+:\d+\.\d+$/.test(above) ? above : null;
}

async function open(path: string, handlers: HidHandlers): Promise<Result<OpenHidDevice>> {
  // Only Linux has device nodes; elsewhere the path is the system's own name.
  if (process.platform === 'linux') {
    const refused = await access(path, constants.R_OK | constants.W_OK).catch((error: NodeJS.ErrnoException) => error);
    if (refused?.code === 'ENOENT') return err(fault('PAD_NOT_FOUND', path));
    if (refused !== undefined) return err(await deniedTo(path));
  }
  try {
    const { HIDAsync } = await import('node-hid');
    const device = await HIDAsync.open(path);
    let closing: Promise<void> | undefined;
    device.on('error', (error: unknown) => handlers.failed(String(error)));
    device.on('data', (report: Uint8Array) => handlers.report(report));
    return ok({
      write: async (report) => void (await device.write(Buffer.from(report))),
      // A device that is gone cannot be closed properly; that is no news.
      close: () => (closing ??= device.close().catch(() => undefined)),
    });
  } catch (error) {
    return err(fault('PAD_IO_FAILED', `${path}: ${String(error)}`));
  }
}

async function deniedTo(path: string): ReturnType<typeof denied> {
  const devices = await nodeHidDevices.list().catch(() => []);
  const { vid = null, pid = null } = devices.find((device) => device.path === path) ?? {};
  return denied({ kind: 'hid', path, vid, pid });
}
