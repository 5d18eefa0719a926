import { nodeRandom } from '@pingjia/node-platform';
import { parsePadAddress, systemClock } from '@pingjia/shared';
import { createPadSupervisor } from '../src/supervisor/create-pad-supervisor.ts';
import type { PadSupervisor } from '../src/supervisor/pad-supervisor.ts';
import { transportForAddress } from '../src/transport/transport-for-address.ts';
import type { EventLog } from './event-log.ts';

export type { PadSupervisor };

/** A started supervisor with the machine's own clock; it confirms every press. */
export function parseAndSupervise(text: string, events: EventLog): PadSupervisor {
  const address = parsePadAddress(text);
  if (!address.ok) throw new Error(text);
  const supervisor = createPadSupervisor({
    address: address.value,
    openTransport: transportForAddress,
    clock: systemClock,
    random: nodeRandom,
    listener: {
      found: ({ padId }) => events.add(`found ${padId}`),
      lost: ({ reason }) => events.add(`lost ${reason}`),
      press: (press) => supervisor.confirm(press),
      state: () => undefined,
    },
  });
  supervisor.start();
  return supervisor;
}
