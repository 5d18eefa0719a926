import { createPadSimulator, type PadSimulator } from '@pingjia/device-drivers/testing';
import { systemClock } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import type { UsbSerial } from './usb-serial.ts';

/** A `pingjia-line` pad at the far end of an adapter, with power of its own: pulling the adapter does not switch it off. */
export function createSerialPad(adapter: UsbSerial, serialNumber: string, seed: number): PadSimulator {
  const pad = createPadSimulator({
    clock: systemClock,
    random: new SeededRandom(seed),
    serialNumber,
    send: (bytes) => adapter.send(bytes),
  });
  adapter.listen((bytes) => pad.receive(bytes));
  pad.plug();
  return pad;
}
