import type { Clock, Result } from '@pingjia/shared';

/** Names a press on its pad: the same boot and count are the same press. */
export interface PressName {
  readonly boot: string;
  /** 0–65535, one up per press, wraps. */
  readonly count: number;
}

export interface PressFrame extends PressName {
  /** The key as the pad names it, before any key map. */
  readonly key: number;
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

export interface PadCapabilities {
  readonly leds: boolean;
  readonly voice: boolean;
  /** Answers `probe`, so its silence means something. */
  readonly heartbeat: boolean;
}

/** One family's half of the conversation with one pad: bytes in, events out; commands in, bytes out. */
export interface PadDriver {
  /** Tells pads on one line apart, such as the bus address. */
  readonly unit: string;
  readonly capabilities: PadCapabilities;
  receive(bytes: Uint8Array): void;
  /** Asks the pad who it is; answered by `identified`. */
  probe(): void;
  /** The press is on disk: the pad may forget it. */
  confirm(press: PressName): void;
  /** Shows that an evaluation is awaited for so many seconds; 0: no longer. */
  arm(seconds: number): void;
  thank(): void;
  led(key: number, mode: 'off' | 'on' | 'blink'): void;
  /** A phrase the family does not have is not said. */
  say(phrase: string): void;
  reset(): void;
}

export interface PadDriverContext {
  /** The options of the pad's address that the profile understands. */
  readonly options: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly events: PadDriverEvents;
  readonly write: (bytes: Uint8Array) => void;
}

/** Fails with PAD_ADDRESS_INVALID when the options make no sense for the family. */
export type CreatePadDriver = (context: PadDriverContext) => Result<PadDriver>;
