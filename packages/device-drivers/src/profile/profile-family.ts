import type { PadFamily } from '../pad-driver.ts';
import { createProfileDriver } from './profile-driver.ts';
import type { Profile } from './profile-schema.ts';

/** The family that a checked profile describes. */
export function createProfileFamily(profile: Profile): PadFamily {
  return {
    profile: profile.name,
    transports: profile.transports,
    createDriver: createProfileDriver(profile),
    transportOptions: {
      baud: String(profile.serial.baud),
      bits: String(profile.serial.bits),
      parity: profile.serial.parity,
      stop: String(profile.serial.stop),
    },
    keyMap: profile.keys ?? null,
  };
}
