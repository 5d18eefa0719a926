import { type Fault, fault, formatPadAddress } from '@pingjia/shared';
import type { HidDevices } from '../transport/hid-devices.ts';
import type { KeyDevices } from '../transport/key-devices.ts';
import type { SerialPorts } from '../transport/serial-ports.ts';
import { hidCandidates } from './hid-candidates.ts';
import { keyCandidates } from './key-candidates.ts';
import { mendingCommand } from './mending.ts';
import { padKinds } from './pad-kind.ts';
import type { PadAccess, PadCandidate, PadListing } from './pad-listing.ts';
import { serialCandidates } from './serial-candidates.ts';

/** Whether this user may open a device node, and the group that owns it, null where unknown. */
export type LookAtNode = (path: string) => Promise<{ readonly allowed: boolean; readonly group: string | null }>;

export interface PadListers {
  readonly serialPorts: SerialPorts;
  readonly hidDevices: HidDevices;
  readonly keyDevices: KeyDevices;
  readonly lookAt: LookAtNode;
}

export interface ListedPads {
  /** Serial ports, HID devices, keyboards; each kind in the order of its addresses. */
  readonly pads: readonly PadListing[];
  /** PAD_IO_FAILED for each kind that the system could not list. */
  readonly faults: readonly Fault[];
}

/** Everything on this machine that may be a pad. */
export async function listPads({ serialPorts, hidDevices, keyDevices, lookAt }: PadListers): Promise<ListedPads> {
  const faults: Fault[] = [];
  const asked = {
    serial: serialPorts.list().then(serialCandidates),
    hid: hidCandidates(hidDevices),
    keys: keyDevices.list().then(keyCandidates),
  };
  const pads: PadListing[] = [];
  for (const kind of padKinds) {
    const candidates = await asked[kind].catch((error: unknown) => {
      faults.push(fault('PAD_IO_FAILED', `${kind} devices cannot be listed: ${String(error)}`));
      return [];
    });
    const listed = await Promise.all(candidates.map((candidate) => listingOf(candidate, candidates, lookAt)));
    pads.push(...listed.sort((a, b) => a.address.localeCompare(b.address)));
  }
  return { pads, faults };
}

async function listingOf(
  candidate: PadCandidate,
  all: readonly PadCandidate[],
  lookAt: LookAtNode,
): Promise<PadListing> {
  const { kind, path, vid, pid, serialNumber, name, suggestedProfile } = candidate;
  const { path: stable, options, note } = stableAddress(candidate, all);
  const address =
    suggestedProfile === null
      ? `${kind}:${stable}`
      : formatPadAddress({ transport: kind, path: stable, profile: suggestedProfile, options });
  const access = await accessTo(candidate, lookAt);
  return { kind, address, path, vid, pid, serialNumber, name, suggestedProfile, access, note };
}

async function accessTo({ kind, path, vid, pid }: PadCandidate, lookAt: LookAtNode): Promise<PadAccess> {
  const { allowed, group } = await lookAt(path);
  return allowed ? { state: 'ok' } : { state: 'denied', mend: mendingCommand({ kind, path, vid, pid, group }) };
}

const bySocket = 'Known by its USB socket, for another device looks the same: keep it plugged in there.';
const byPath = 'Known by its present path only, which may change when it is plugged in again.';

function stableAddress(
  candidate: PadCandidate,
  all: readonly PadCandidate[],
): Pick<PadCandidate, 'path' | 'options' | 'note'> {
  const { identity, socket, path, options } = candidate;
  const same = all.filter((other) => other.identity === identity);
  if (identity !== null && same.length === 1) return { path: identity, options, note: candidate.note };
  const numbers = new Set(same.map((other) => other.interface));
  if (identity !== null && candidate.interface !== null && numbers.size === same.length) {
    return { path: identity, options: { ...options, interface: String(candidate.interface) }, note: candidate.note };
  }
  const why = socket === null ? byPath : bySocket;
  return { path: socket ?? path, options, note: candidate.note === null ? why : `${candidate.note} ${why}` };
}
