import { err, fault, ok, type Result } from '@pingjia/shared';
import type { PadFamily } from './pad-driver.ts';
import { pingjiaLine } from './pingjia-line/driver.ts';

/** Every family of this build. */
export const families: readonly PadFamily[] = [pingjiaLine];

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
