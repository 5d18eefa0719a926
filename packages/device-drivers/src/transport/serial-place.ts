import { err, fault, ok, type Result } from '@pingjia/shared';
import { oneMatch } from './one-match.ts';
import type { SerialPortFacts, SerialPorts } from './serial-ports.ts';
import { formatUsbIdentity, isAskedFor, parseUsbIdentity, type UsbIdentity } from './usb-identity.ts';

/** A port by its path, or by what is plugged in, wherever that is. */
export type SerialPlace = { readonly path: string } | { readonly usb: UsbIdentity };

/** Reads the path of a `serial:` address: `/dev/ttyUSB0`, `COM3`, `usb:<vid>:<pid>[:<serial number>]`. */
export function parseSerialPlace(text: string): Result<SerialPlace> {
  if (!text.startsWith('usb:')) return ok({ path: text });
  const usb = parseUsbIdentity(text.slice('usb:'.length));
  return usb === undefined ? err(fault('PAD_ADDRESS_INVALID', `${text} is no usb:<vid>:<pid>`)) : ok({ usb });
}

/** Looks a USB port up, as it is plugged in now. */
export async function findSerialPort(usb: UsbIdentity, ports: SerialPorts): Promise<Result<SerialPortFacts>> {
  const asked = `usb:${formatUsbIdentity(usb)}`;
  try {
    const matches = (await ports.list()).filter((port) => isAskedFor(usb, port));
    return oneMatch(asked, matches, ({ path, portPath }) => portPath ?? path);
  } catch (error) {
    return err(fault('PAD_IO_FAILED', `the serial ports cannot be listed: ${String(error)}`));
  }
}
