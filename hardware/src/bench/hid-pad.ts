import { createHidSimulator, type HidSimulator } from '@pingjia/device-drivers/hid-five/simulator';
import { systemClock } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import type { Guest } from './guest.ts';

/** USB numbers of the pad: of the range that pid.codes keeps for open hardware. */
const numbers = { vendorId: 0x1209, productId: 0x5b5b } as const;

/** A five-button pad in a USB socket of the guest. */
export interface HidPad {
  readonly pad: HidSimulator;
  plug(): Promise<void>;
  unplug(): Promise<void>;
}

export function createHidPad(guest: Guest, serialNumber: string): HidPad {
  const pad = createHidSimulator('bits', {
    clock: systemClock,
    random: new SeededRandom(11),
    send: (bytes) => void report(bytes),
  });

  const report = (bytes: Uint8Array) =>
    guest.call({ call: 'report-hid', name: serialNumber, hex: Buffer.from(bytes).toString('hex') });

  return {
    pad,
    async plug() {
      const descriptorHex = Buffer.from(pad.descriptor).toString('hex');
      await guest.call({ call: 'plug-hid', name: serialNumber, serialNumber, ...numbers, descriptorHex });
      pad.plug();
    },
    async unplug() {
      pad.unplug();
      await guest.call({ call: 'unplug-hid', name: serialNumber });
    },
  };
}
