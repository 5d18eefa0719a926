import { err, fault, ok, type Result } from '@pingjia/shared';
import { counterTerminal } from './counter-terminal/driver.ts';
import { hidFive } from './hid-five/driver.ts';
import { keyStrokes } from './key-strokes/driver.ts';
import { m7Tcp, m7Udp } from './m7/driver.ts';
import type { PadFamily } from './pad-driver.ts';
import { pingjiaLine } from './pingjia-line/driver.ts';
import { queueBridge } from './queue-bridge/driver.ts';

/** Every family of this build. */
export const families: readonly PadFamily[] = [
  pingjiaLine,
  m7Udp,
  m7Tcp,
  queueBridge,
  counterTerminal,
  hidFive,
  keyStrokes,
];

/** Names of the pad families this build can talk to. */
export const profiles: readonly string[] = families.map(({ profile }) => profile);

/** Finds families by the profile of an address; fails with PAD_ADDRESS_INVALID for a profile nobody wrote. */
export function createFamilyFinder(known: readonly PadFamily[]): (profile: string) => Result<PadFamily> {
  const byProfile = new Map(known.map((family) => [family.profile, family]));
  return (profile) => {
    const family = byProfile.get(profile);
    return family === undefined ? err(fault('PAD_ADDRESS_INVALID', `unknown profile ${profile}`)) : ok(family);
  };
}

export const familyForProfile = createFamilyFinder(families);
