import type { PadKind } from './pad-kind.ts';

/** Whether this user may open a device; `mend`: the shell command that lets him. */
export type PadAccess = { readonly state: 'ok' } | { readonly state: 'denied'; readonly mend: string };

/** A device of this machine that may be a pad, under an address that stays its own. */
export interface PadListing {
  readonly kind: PadKind;
  /** As in a pad's configuration; the same after the next plugging. */
  readonly address: string;
  /** How it is reached right now: /dev/ttyUSB0. */
  readonly path: string;
  /** Four hexadecimal digits; null where unknown. */
  readonly vid: string | null;
  readonly pid: string | null;
  readonly serialNumber: string | null;
  readonly name: string | null;
  /** Null: nothing speaks for any. */
  readonly suggestedProfile: string | null;
  readonly access: PadAccess;
  /** What a technician should know about it. */
  readonly note: string | null;
}

/** A device as its own lister tells it, before it is known whether another one looks the same. */
export interface PadCandidate extends Omit<PadListing, 'address' | 'access'> {
  /** The path of an address that means the device, wherever it is plugged in; null where it has no identity. */
  readonly identity: string | null;
  /** The path of an address that means its USB socket; null where the system has none. */
  readonly socket: string | null;
  /** USB interface number, where devices may differ in nothing else; null elsewhere. */
  readonly interface: number | null;
  readonly options: Readonly<Record<string, string>>;
}
