import { createPadSupervisor, type PadSupervisor, transportForAddress } from '@pingjia/device-drivers';
import { nodeRandom } from '@pingjia/node-platform';
import { describeFault, systemClock } from '@pingjia/shared';
import type { DeviceEvent } from '../bench/device-words.ts';
import { readAddress } from './pad-addresses.ts';

/** The product's supervisor, started; it confirms every press and tells what happens. */
export function supervise(name: string, address: string, tell: (event: DeviceEvent) => void): PadSupervisor {
  const supervisor = createPadSupervisor({
    address: readAddress(address),
    openTransport: transportForAddress,
    clock: systemClock,
    random: nodeRandom,
    listener: {
      found: ({ padId, serialNumber }) => tell({ event: 'found', name, padId, serialNumber }),
      lost: ({ reason }) => tell({ event: 'lost', name, reason }),
      press(press) {
        supervisor.confirm(press);
        tell({ event: 'press', name, padId: press.padId, count: press.count, key: press.key });
      },
      state({ fault }) {
        if (fault !== null) tell({ event: 'fault', name, fault, text: describeFault(fault) });
      },
    },
  });
  supervisor.start();
  return supervisor;
}
