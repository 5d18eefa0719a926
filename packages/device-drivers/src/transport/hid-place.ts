import { err, fault, ok, type Result } from '@pingjia/shared';
import type { HidDeviceFacts, HidDevices } from './hid-devices.ts';
import { oneMatch } from './one-match.ts';
import { isAskedFor, parseUsbIdentity } from './usb-identity.ts';

/** Which HID device an address means. */
export interface HidPlace {
  /** `<vid>:<pid>[:<serial number>]`, `port:<USB socket>`, or the path it is opened by. */
  readonly asked: string;
  /** USB interface number, where the device has several; null: not told. */
  readonly interface: number | null;
}

/** Looks the device up, as it is plugged in now. */
export async function findHidDevice(place: HidPlace, devices: HidDevices): Promise<Result<HidDeviceFacts>> {
  try {
    // One device shows up once for each of its collections.
    const distinct = new Map((await devices.list()).map((device) => [device.path, device]));
    const matches = [...distinct.values()].filter((device) => isMeant(place, device));
    return oneMatch(place.asked, matches, nameOf);
  } catch (error) {
    return err(fault('PAD_IO_FAILED', `the HID devices cannot be listed: ${String(error)}`));
  }
}

function isMeant({ asked, interface: number }: HidPlace, device: HidDeviceFacts): boolean {
  if (number !== null && device.interface !== number) return false;
  if (asked.startsWith('port:')) return device.usbPort === asked.slice('port:'.length);
  const usb = parseUsbIdentity(asked);
  return usb === undefined ? device.path === asked : isAskedFor(usb, device);
}

function nameOf({ path, usbPort, interface: number }: HidDeviceFacts): string {
  const where = usbPort === null ? path : `port:${usbPort}`;
  return number < 0 ? where : `${where} (interface=${number})`;
}

/** Reads option `interface`: 0–255. */
export function parseInterface(text: string | undefined): Result<number | null> {
  if (text === undefined) return ok(null);
  const number = /^\d{1,3}$/.test(text) ? Number(text) : 256;
  return number > 255 ? err(fault('PAD_ADDRESS_INVALID', `interface=${text}`)) : ok(number);
}
