import type { KeyDeviceFacts } from '../transport/key-devices.ts';
import { knownDevice } from './known-devices.ts';
import type { PadCandidate } from './pad-listing.ts';

/** Keyboards as possible pads. Their names under /dev/input are their own already. */
export function keyCandidates(devices: readonly KeyDeviceFacts[]): readonly PadCandidate[] {
  return devices.map(({ path, vid, pid, serialNumber, name, bySocket }) => {
    const known = knownDevice('keys', vid, pid);
    return {
      kind: 'keys',
      path,
      vid,
      pid,
      serialNumber,
      name: known?.name ?? name,
      suggestedProfile: known?.profile ?? 'key-strokes',
      note: known === undefined ? 'Every keyboard is listed: choose the one that is the pad.' : null,
      identity: bySocket ? null : path,
      socket: bySocket ? path : null,
      interface: null,
      options: known?.options ?? {},
    };
  });
}
