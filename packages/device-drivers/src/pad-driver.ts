import type { Clock, RandomSource, Result } from '@pingjia/shared';
import type { KeyMap } from './key-map.ts';
import type { PadCommand, PadCommandType } from './pad-command.ts';
import type { TransportDescription } from './transport/transport.ts';

/** Names a press on its pad: the same boot and count are the same press. */
export interface PressName {
  readonly boot: string;
  /** 0–65535, one up per press, wraps. */
  readonly count: number;
}

export interface PressFrame extends PressName {
  /** The key as the pad names it, before any key map. 0–255. */
  readonly key: number;
  /** Codes of follow-up options the citizen chose on the pad itself; at most 20 of at most 60 characters. */
  readonly details?: readonly string[];
}

/** What a pad tells about itself; null where its family has no such thing. */
export interface PadIdentity {
  readonly firmware: string | null;
  readonly serialNumber: string | null;
}

/** What a driver makes of the bytes. Every call but the last two proves that the pad is alive. */
export interface PadDriverEvents {
  /** Every valid report of a press, repeats included: who keeps presses tells them apart durably. */
  press(press: PressFrame): void;
  identified(identity: PadIdentity): void;
  /** The pad was switched on anew, or another one took its place: what it was told is forgotten. */
  rebooted(boot: string): void;
  acknowledged(command: string): void;
  /** Malformed bytes, by the family's name for what was wrong. */
  dropped(reason: string): void;
  /** A sound message of another pad on the same line. */
  ignored(): void;
}

/** What a pad can do beside reporting keys. The host uses what is there and does without the rest. */
export interface PadCapabilities {
  readonly leds: boolean;
  readonly voice: boolean;
  readonly screen: boolean;
  readonly cardReader: boolean;
  /** Answers `probe`, so its silence means something. Without it a pad is found when its port opens. */
  readonly heartbeat: boolean;
  readonly commands: ReadonlySet<PadCommandType>;
  /**
   * Whether a press may count although nobody was awaited. False for pads on a network, which anyone on it can imitate:
   * one result for each `arm`, the rest is kept as stray.
   */
  readonly walkUp: boolean;
}

/** One family's half of the conversation with one pad: bytes in, events out; commands in, bytes out. */
export interface PadDriver {
  /** Tells pads on one line apart, such as the bus address; for pads without one, the place itself. */
  readonly unit: string;
  readonly capabilities: PadCapabilities;
  /** Bytes as the transport gives them: of a stream cut anywhere, else one whole message. */
  receive(bytes: Uint8Array): void;
  /** What the transport knows of the device, told once after each opening and before any bytes. */
  describe?(description: TransportDescription): void;
  /** Asks the pad who it is; answered by `identified`. Nothing happens where `heartbeat` is false. */
  probe(): void;
  /** The press is on disk: the pad may forget it. */
  confirm(press: PressName): void;
  /** What the pad's capabilities do not name goes nowhere. */
  command(command: PadCommand): void;
  /** The port is closed for good: timers end, nothing is written any more. */
  dispose?(): void;
}

export interface PadDriverContext {
  /** The options of the pad's address that the profile understands. */
  readonly options: Readonly<Record<string, string>>;
  /** `<transport>:<path>`, which is all that tells pads apart that have no number. */
  readonly place: string;
  readonly clock: Clock;
  /** For naming presses of pads that do not name them themselves (press-names.ts). */
  readonly random: RandomSource;
  readonly events: PadDriverEvents;
  readonly write: (bytes: Uint8Array) => void;
}

/** Fails with PAD_ADDRESS_INVALID when the options make no sense for the family. Made anew for each opening of the port. */
export type CreatePadDriver = (context: PadDriverContext) => Result<PadDriver>;

/** A kind of pad this build can talk to. */
export interface PadFamily {
  /** As in `?profile=`. */
  readonly profile: string;
  /** Schemes of the transports it is met on, such as `serial`. */
  readonly transports: readonly string[];
  readonly createDriver: CreatePadDriver;
  /** Options that the pad's transport needs unless its address says otherwise, such as the baud rate of its pads. */
  readonly transportOptions?: Readonly<Record<string, string>>;
  /** What the keys mean where the family's own document fixes it; null: it must be learnt by pressing each. */
  readonly keyMap: KeyMap | null;
}
