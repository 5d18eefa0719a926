import type { Clock, PadAddress, PadFound, PadLost, RandomSource, Result } from '@pingjia/shared';
import type { PadCommand } from '../pad-command.ts';
import type { PadCapabilities, PadFamily, PressFrame, PressName } from '../pad-driver.ts';
import type { Transport } from '../transport/transport.ts';
import type { PadStatus } from './pad-status.ts';

export interface PadPressed extends PressFrame {
  readonly padId: string;
}

export interface PadListener {
  /** A pad answered that knows nothing of what was shown before: the first time, after a loss, after its power-on. */
  found(pad: PadFound): void;
  lost(pad: PadLost): void;
  /** Every report of a press, repeats included, until it is confirmed. Its pad was found before. */
  press(press: PadPressed): void;
  /** The status changed; malformed frames alone are told at most once a second. */
  state(status: PadStatus): void;
}

export interface PadSupervisorOptions {
  readonly address: PadAddress;
  /** A transport for the address, made anew for each attempt. */
  readonly openTransport: (address: PadAddress) => Result<Transport>;
  /** The family a profile names; those of this build unless told. Fails with PAD_ADDRESS_INVALID. */
  readonly familyOf?: (profile: string) => Result<PadFamily>;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly listener: PadListener;
}

/** Finds, opens, loses and reopens one pad. Commands to a pad that is not there go nowhere; `found` is the time to repeat them. */
export interface PadSupervisor {
  start(): void;
  /** Settles when the port is free. */
  stop(): Promise<void>;
  confirm(press: PressName): void;
  command(command: PadCommand): void;
  status(): PadStatus;
  /** Null while no port is open. */
  capabilities(): PadCapabilities | null;
}
