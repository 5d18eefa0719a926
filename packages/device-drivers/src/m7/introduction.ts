import type { Cancel, Clock } from '@pingjia/shared';
import type { PadIdentity } from '../pad-driver.ts';

/** Milliseconds that a device which answers its heartbeat has to say who it is; less than presses wait for a name. */
export const infoPatience = 500;

const nobody: PadIdentity = { firmware: null, serialNumber: null };

/** Finds out who a device is, or that it does not say. */
export interface Introduction {
  /** Whether that is settled. */
  readonly known: boolean;
  /** The heartbeat was answered. */
  alive(): void;
  info(identity: PadIdentity): void;
  stop(): void;
}

export function createIntroduction(clock: Clock, identified: (identity: PadIdentity) => void): Introduction {
  let known: PadIdentity | undefined;
  let cancel: Cancel | undefined;

  function info(identity: PadIdentity): void {
    cancel?.();
    cancel = undefined;
    known = identity;
    identified(identity);
  }

  return {
    get known() {
      return known !== undefined;
    },
    alive() {
      if (known !== undefined) identified(known);
      else cancel ??= clock.after(infoPatience, () => info(nobody));
    },
    info,
    stop() {
      cancel?.();
    },
  };
}
