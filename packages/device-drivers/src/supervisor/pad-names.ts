import type { PadIdentity, PressName } from '../pad-driver.ts';

/** Power-ons of nameless pads that are remembered. */
const remembered = 32;

export interface PadNames {
  of(identity: PadIdentity, unit: string): string;
  /** Like `of`, but a power-on whose presses once went on as unknown stays unknown: else a repeat would count twice. */
  forPress(press: PressName, identity: PadIdentity, unit: string): string;
}

/** padId = `<profile>:<serial number or "unknown">:<unit>`. */
export function createPadNames(profile: string): PadNames {
  const unknownBoots = new Set<string>();
  const unknown = (unit: string): string => `${profile}:unknown:${unit}`;

  function of({ serialNumber }: PadIdentity, unit: string): string {
    return serialNumber === null ? unknown(unit) : `${profile}:${serialNumber}:${unit}`;
  }

  return {
    of,
    forPress({ boot }, identity, unit) {
      if (identity.serialNumber !== null) return unknownBoots.has(boot) ? unknown(unit) : of(identity, unit);
      unknownBoots.add(boot);
      for (const oldest of unknownBoots) {
        if (unknownBoots.size > remembered) unknownBoots.delete(oldest);
      }
      return unknown(unit);
    },
  };
}
