import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import type { SerialPortFacts, SerialPorts } from './serial-ports.ts';
import { cleanSerialNumber } from './usb-identity.ts';

export { SerialPort };

/** Where udev keeps the names that follow the USB socket. */
const byPath = '/dev/serial/by-path';

/** The serial ports of this machine. */
export const systemSerialPorts: SerialPorts = {
  async list() {
    const [ports, sockets] = await Promise.all([SerialPort.list(), socketsByPort()]);
    return ports.map(
      ({ path, vendorId, productId, serialNumber, manufacturer }): SerialPortFacts => ({
        path,
        vid: vendorId?.toLowerCase() ?? null,
        pid: productId?.toLowerCase() ?? null,
        serialNumber: cleanSerialNumber(serialNumber),
        name: manufacturer ?? null,
        portPath: sockets.get(path) ?? null,
      }),
    );
  },
};

async function socketsByPort(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(byPath).catch(() => []);
  const pairs = names.map(async (name): Promise<[string, string]> => {
    const link = join(byPath, name);
    return [await realpath(link).catch(() => ''), link];
  });
  return new Map(await Promise.all(pairs));
}
