import type { Cancel, Clock } from '@pingjia/shared';
import type { PadIdentity, PressFrame } from '../pad-driver.ts';

/** How long presses wait for their pad to say who it is, milliseconds. */
export const namingPatience = 1_000;

/** Presses that may wait; a pad that reports more at once repeats the others. */
const maxHeld = 64;

const unknownPad: PadIdentity = { firmware: null, serialNumber: null };

export interface Identification {
  identified(identity: PadIdentity): void;
  press(press: PressFrame): void;
  /** The pad may be another one: from here on it is nameless again. */
  forget(): void;
  /** The connection ends: what waits goes on under an unknown name rather than into nothing. */
  release(): void;
}

/** Sees to it that a name goes ahead of every press: the pad's own, or "unknown" when it does not give one in time. */
export function createIdentification(
  clock: Clock,
  events: {
    readonly probe: () => void;
    readonly named: (identity: PadIdentity) => void;
    readonly press: (press: PressFrame, identity: PadIdentity) => void;
  },
): Identification {
  let name: PadIdentity | undefined;
  let held: PressFrame[] = [];
  let cancel: Cancel | undefined;

  function settle(identity: PadIdentity): void {
    cancel?.();
    cancel = undefined;
    name = identity;
    const waiting = held;
    held = [];
    events.named(identity);
    for (const press of waiting) events.press(press, identity);
  }

  function release(): void {
    if (held.length > 0) settle(unknownPad);
  }

  return {
    identified(identity) {
      const same = name?.serialNumber === identity.serialNumber && name.firmware === identity.firmware;
      if (!same) settle(identity);
    },
    press(press) {
      if (name !== undefined) return events.press(press, name);
      cancel ??= clock.after(namingPatience, () => settle(unknownPad));
      if (held.length < maxHeld) held.push(press);
      events.probe();
    },
    forget() {
      release();
      name = undefined;
    },
    release,
  };
}
