import { readLayout } from '../hid-five/report-layout.ts';
import type { HidDeviceFacts, HidDevices } from '../transport/hid-devices.ts';
import { formatUsbIdentity } from '../transport/usb-identity.ts';
import { knownDevice } from './known-devices.ts';
import type { PadCandidate } from './pad-listing.ts';

/** Generic desktop usages of mice and keyboards (HID Usage Tables 1.5, 4), which are no pads; keyboards are listed as such. */
const desktopPage = 0x01;
const desktopUsages: ReadonlySet<number | null> = new Set([0x01, 0x02, 0x06, 0x07]);

/** Touch screens and tablets. */
const digitizerPage = 0x0d;

/** HID devices that have keys and are neither mouse, keyboard nor touch screen. */
export async function hidCandidates(devices: HidDevices): Promise<readonly PadCandidate[]> {
  const byPath = new Map<string, HidDeviceFacts[]>();
  for (const facts of await devices.list()) byPath.set(facts.path, [...(byPath.get(facts.path) ?? []), facts]);
  const candidates = [...byPath.values()].map(async (collections) => {
    const [facts] = collections;
    if (facts === undefined || collections.some(isDesktop)) return [];
    const descriptor = await devices.descriptor(facts.path);
    const hasKeys = descriptor === null || readLayout(descriptor).ok;
    return hasKeys ? [candidateOf(facts, descriptor !== null)] : [];
  });
  return (await Promise.all(candidates)).flat();
}

function isDesktop({ usagePage, usage }: HidDeviceFacts): boolean {
  return usagePage === digitizerPage || (usagePage === desktopPage && desktopUsages.has(usage));
}

function candidateOf(facts: HidDeviceFacts, described: boolean): PadCandidate {
  const { path, vid, pid, serialNumber, name, usbPort } = facts;
  const known = knownDevice('hid', vid, pid);
  return {
    kind: 'hid',
    path,
    vid,
    pid,
    serialNumber,
    name: known?.name ?? name,
    suggestedProfile: known?.profile ?? 'hid-five',
    note: described ? null : 'This system does not show its report descriptor: add it to the address as descriptor=.',
    identity: formatUsbIdentity({ vid, pid, serialNumber }),
    socket: usbPort === null ? null : `port:${usbPort}`,
    interface: facts.interface < 0 ? null : facts.interface,
    options: known?.options ?? {},
  };
}
