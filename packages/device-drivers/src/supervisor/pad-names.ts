import type { PadIdentity, PressName } from '../pad-driver.ts';

/** Power-ons of nameless pads that are remembered. */
const remembered = 32;

export interface PadNames {
  of(identity: PadIdentity, unit: string): string;
  /** Like `of`, but a power-on whose presses once went on as unknown stays unknown: else a repeat would count twice. */
  forPress(press: PressName, identity: PadIdentity, unit: string): string;
}

/** Longest padId a record holds. */
const longest = 120;

/** A name that is too long loses its middle: it begins with the family and ends with what tells pads apart. */
function fitting(name: string): string {
  return name.length <= longest ? name : `${name.slice(0, 40)}…${name.slice(-(longest - 41))}`;
}

/** padId = `<profile>:<serial number or "unknown">:<unit>`. */
export function createPadNames(profile: string): PadNames {
  const unknownBoots = new Set<string>();
  const unknown = (unit: string): string => fitting(`${profile}:unknown:${unit}`);

  function of({ serialNumber }: PadIdentity, unit: string): string {
    return serialNumber === null ? unknown(unit) : fitting(`${profile}:${serialNumber}:${unit}`);
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
