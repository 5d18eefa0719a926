import type { SerialPortFacts } from '../transport/serial-ports.ts';
import { formatUsbIdentity } from '../transport/usb-identity.ts';
import { knownDevice } from './known-devices.ts';
import type { PadCandidate } from './pad-listing.ts';

/** Serial ports as possible pads: all of them, for any may have a pad behind it. */
export function serialCandidates(ports: readonly SerialPortFacts[]): readonly PadCandidate[] {
  return ports.map(({ path, vid, pid, serialNumber, name, portPath }) => {
    const known = knownDevice('serial', vid, pid);
    return {
      kind: 'serial',
      path,
      vid,
      pid,
      serialNumber,
      name: known?.name ?? name,
      suggestedProfile: known?.profile ?? null,
      note: known === undefined ? null : 'The adapter does not tell which pad is behind it.',
      identity: vid === null || pid === null ? null : `usb:${formatUsbIdentity({ vid, pid, serialNumber })}`,
      socket: portPath,
      interface: null,
      options: known?.options ?? {},
    };
  });
}
