import {
  createPadSupervisor,
  type KeyMap,
  type PadCapabilities,
  type PadCommand,
  type PadCommandType,
  type PadFamily,
  type PadListener,
  type PadSupervisor,
  type Transport,
} from '@pingjia/device-drivers';
import { type Clock, fault, type PadAddress, type PadReport, type RandomSource, type Result } from '@pingjia/shared';
import type { PadKeys } from './pad-keys.ts';

export interface HostPadOptions {
  readonly address: PadAddress;
  readonly origin: PadReport['origin'];
  readonly openTransport: (address: PadAddress) => Result<Transport>;
  readonly familyOf: (profile: string) => Result<PadFamily>;
  readonly keys: PadKeys;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly listener: PadListener;
}

const nothing: ReadonlySet<PadCommandType> = new Set();

/** One configured pad of this host. */
export class HostPad {
  readonly address: PadAddress;
  readonly origin: PadReport['origin'];
  readonly supervisor: PadSupervisor;
  readonly #keys: PadKeys;
  readonly #documented: KeyMap | null;
  #capabilities: PadCapabilities | null = null;

  constructor(options: HostPadOptions) {
    const { address, origin, keys, familyOf } = options;
    const family = familyOf(address.profile);
    this.address = address;
    this.origin = origin;
    this.#keys = keys;
    this.#documented = family.ok ? family.value.keyMap : null;
    this.supervisor = createPadSupervisor(options);
  }

  /** `<transport>:<path>`. */
  get place(): string {
    return placeOf(this.address);
  }

  get padId(): string | null {
    return this.supervisor.status().padId;
  }

  get isFound(): boolean {
    return this.supervisor.status().state === 'found';
  }

  /** What it can be told at this moment; nothing while it is away. */
  get can(): ReadonlySet<PadCommandType> {
    return this.supervisor.capabilities()?.commands ?? nothing;
  }

  /** Whether its presses count without an arming. One whose driver was never seen is not trusted. */
  get walkUp(): boolean {
    return this.#lastCapabilities()?.walkUp ?? false;
  }

  tell(commands: readonly PadCommand[]): void {
    for (const command of commands) this.supervisor.command(command);
  }

  keysOf(padId: string | null): PadReport['keys'] {
    return this.#keys.of(padId, this.#documented);
  }

  report(): PadReport {
    const { address, ...status } = this.supervisor.status();
    const keys = this.keysOf(status.padId);
    const capabilities = this.#lastCapabilities();
    const isUntaught = status.state === 'found' && keys.state === 'missing';
    return {
      ...status,
      address,
      profile: this.address.profile,
      origin: this.origin,
      fault: isUntaught ? fault('PAD_KEYS_UNKNOWN') : status.fault,
      capabilities: capabilities === null ? null : { ...capabilities, commands: [...capabilities.commands] },
      keys,
    };
  }

  #lastCapabilities(): PadCapabilities | null {
    this.#capabilities = this.supervisor.capabilities() ?? this.#capabilities;
    return this.#capabilities;
  }
}

/** Two pads cannot be at one place. */
export function placeOf({ transport, path }: PadAddress): string {
  return `${transport}:${path}`;
}
